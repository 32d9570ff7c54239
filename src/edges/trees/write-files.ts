import { chownSync, closeSync, constants, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import type { PlaceFiles } from '../../app/ports.js';
import { bytesOfPath } from '../git/path-bytes.js';
import { codeOf, statOf } from './disk.js';
import type { Owner } from './places.js';
import { locate } from './safe-path.js';

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Writes a case's files into a tree; answers why one could not be written, in a sentence. */
export function writeFiles(root: string, files: PlaceFiles['write'], owner?: Owner): string | undefined {
  for (const { path, content } of files) {
    const why = writeInside(root, path, { content, owner });
    if (why !== undefined) return `${path} cannot be written: ${why}`;
  }
  return undefined;
}

interface Wanted {
  readonly content: string;
  readonly owner: Owner | undefined;
}

/** A file that stands there is replaced, a link too: never written through. */
function writeInside(root: string, path: string, wanted: Wanted): string | undefined {
  try {
    let located = locate(root, path);
    while (located.kind === 'missing') {
      mkdirSync(bytesOfPath(located.folder), { mode: 0o755 });
      own(located.folder, wanted.owner);
      located = locate(root, path);
    }
    if (located.kind === 'refused') return located.why;
    const stats = statOf(located.path);
    if (stats?.isDirectory() === true) return 'it is a folder';
    if (stats !== undefined) unlinkSync(bytesOfPath(located.path));
    const file = openSync(bytesOfPath(located.path), CREATE, 0o644);
    try {
      writeFileSync(file, wanted.content);
    } finally {
      closeSync(file);
    }
    own(located.path, wanted.owner);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

function own(path: string, owner: Owner | undefined): void {
  if (owner !== undefined) chownSync(bytesOfPath(path), owner.uid, owner.gid);
}
