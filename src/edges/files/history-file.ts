import { appendFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { History } from '../../app/ports.js';

/** Larger files are refused: reading them would cost more than a record saves. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The history as a file of JSON Lines at a path. */
export function historyFile(path: string): History {
  return {
    load: () => load(path),
    append: async (lines) => {
      if (lines === '') return;
      await mkdir(dirname(path), { recursive: true });
      const torn = await isTorn(path);
      await appendFile(path, torn ? `\n${lines}` : lines);
    },
    replace: async (text) => {
      const next = `${path}.${process.pid}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeFile(next, text);
        await rename(next, path);
      } finally {
        await rm(next, { force: true });
      }
    },
  };
}

async function load(path: string): Promise<string | undefined> {
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      if (size > MAX_BYTES) throw new Error(`${path} is larger than ${MAX_BYTES} bytes`);
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A run that was killed while it wrote leaves half a line, which must not swallow the next one. */
async function isTorn(path: string): Promise<boolean> {
  try {
    const { size } = await stat(path);
    if (size === 0) return false;
    const handle = await open(path);
    try {
      const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 });
      return buffer.toString() !== '\n';
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
