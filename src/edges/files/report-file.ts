import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { UserError } from '../../core/errors.js';

/** Writes a report, making its folders; throws a UserError that names the path. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(resolve(path)));
    await writeFile(path, text);
  } catch (cause) {
    throw new UserError(`${path} could not be written: ${reasonOf(cause)}`, {
      help: 'Name a path that may be written.',
      cause,
    });
  }
}

/** Reads a file that a person named; throws a UserError that names the path. */
export async function readReport(
  path: string,
  help = 'Name a result that was written with `formative run --json FILE`.',
): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError(`${path} could not be read: ${reasonOf(cause)}`, { help, cause });
  }
}

/** Node's own recursive mkdir never ends where a file system refuses new folders with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return;
    if (!isCode(error, 'ENOENT') || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
