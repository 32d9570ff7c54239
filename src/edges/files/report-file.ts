import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { UserError } from '../../core/errors.js';

/** Writes a report, making its folders; throws a UserError that names the path. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    throw new UserError(`${path} could not be written: ${reasonOf(cause)}`, { help: 'Name a path that may be written.', cause });
  }
}

/** Reads a file that a person named; throws a UserError that names the path. */
export async function readReport(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const help = 'Name a result that was written with `formative run --json FILE`.';
    throw new UserError(`${path} could not be read: ${reasonOf(cause)}`, { help, cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
