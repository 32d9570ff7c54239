import { randomUUID } from 'node:crypto';
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file descriptor that reads `text`, from a file that has no name any more. A file rather than a pipe: it needs nobody
 * to feed it, and a program that opens /dev/stdin after a named pipe was written to its end would wait for ever.
 */
export function openInput(text: string): number {
  const path = join(tmpdir(), `formative-input-${randomUUID()}`);
  // `wx`: whatever lies or is linked there already is not ours. Readable for all, as a sandbox may change the user.
  const writer = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(writer, text);
    return openSync(path, 'r');
  } finally {
    closeSync(writer);
    unlinkSync(path);
  }
}
