import { writeFile } from 'node:fs/promises';

import { writeReport } from './report-file.js';

/** Writes a file line by line: all of it at once may be longer than a text can be. Throws a UserError that names the path. */
export async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  await writeReport(path, '');
  await writeFile(path, withEnds(lines));
}

function* withEnds(lines: readonly string[]): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
