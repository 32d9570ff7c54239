import { htmlFor } from '../core/report/html.js';
import { toJson } from '../core/report/json.js';
import { junitFor } from '../core/report/junit.js';
import { commentFor } from '../core/report/markdown.js';
import type { Result } from '../core/report/result.js';
import { terminalFor } from '../core/report/terminal.js';
import { writeReport } from '../edges/files/report-file.js';
import type { ReportFiles } from './arguments.js';

const DRAW = { json: toJson, html: htmlFor, markdown: commentFor, junit: junitFor } as const satisfies Record<
  keyof ReportFiles,
  (result: Result) => string
>;

/** The terminal's report on standard output, unless a file asks for that place; then every file. */
export async function printReports(result: Result, files: ReportFiles): Promise<void> {
  if (!Object.values(files).includes('-')) process.stdout.write(terminalFor(result, terminalOf(process.stdout)));
  for (const format of ['json', 'html', 'markdown', 'junit'] as const) {
    const path = files[format];
    if (path === '-') process.stdout.write(DRAW[format](result));
    else if (path !== undefined) await writeReport(path, DRAW[format](result));
  }
}

/** Colour and width: NO_COLOR and FORCE_COLOR win over what the stream is. */
function terminalOf(stream: NodeJS.WriteStream): { color: boolean; width: number } {
  const { NO_COLOR: none, FORCE_COLOR: forced } = process.env;
  const wanted = forced !== undefined && forced !== '0' ? true : stream.isTTY;
  return { color: wanted && (none === undefined || none === ''), width: Math.min(stream.columns || 100, 120) };
}
