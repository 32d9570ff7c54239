import { UserError } from '../core/errors.js';
import { htmlFor } from '../core/report/html.js';
import { toJson } from '../core/report/json.js';
import { junitFor } from '../core/report/junit.js';
import { commentFor } from '../core/report/markdown.js';
import type { Result } from '../core/report/result.js';
import { terminalFor } from '../core/report/terminal.js';
import { writeReport } from '../edges/files/report-file.js';
import type { ReportFiles } from './cli-command.js';

const DRAW = { json: toJson, html: htmlFor, markdown: commentFor, junit: junitFor } as const satisfies Record<
  keyof ReportFiles,
  (result: Result) => string
>;

/**
 * The terminal's report on standard output, unless a file asks for that place; then every file. Throws a UserError that names
 * each file that could not be written, after all others were.
 */
export async function printReports(result: Result, files: ReportFiles, explain: readonly string[] = []): Promise<void> {
  if (!Object.values(files).includes('-'))
    process.stdout.write(terminalFor(result, { ...terminalOf(process.stdout), explain }));
  const failures: UserError[] = [];
  for (const format of ['json', 'html', 'markdown', 'junit'] as const) {
    const path = files[format];
    if (path === undefined) continue;
    const text = DRAW[format](result);
    if (path === '-') process.stdout.write(text);
    else await writeReport(path, text).catch((error: unknown) => failures.push(userErrorOf(error)));
  }
  const [first] = failures;
  if (first !== undefined) throw new UserError(failures.map(({ message }) => message).join('\n'), first);
}

function userErrorOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

/** Colour and width: NO_COLOR and FORCE_COLOR win over what the stream is. */
export function terminalOf(stream: NodeJS.WriteStream): { color: boolean; width: number } {
  const { NO_COLOR: none, FORCE_COLOR: forced } = process.env;
  const wanted = forced !== undefined && forced !== '0' ? true : stream.isTTY;
  return { color: wanted && (none === undefined || none === ''), width: Math.min(stream.columns || 100, 120) };
}
