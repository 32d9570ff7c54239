import { chownSync, closeSync, constants, fchmodSync, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import type { PlaceFiles } from '../../app/ports.js';
import type { WrittenFile } from '../../core/run/trial.js';
import { bytesOfPath } from '../git/path-bytes.js';
import { codeOf, statOf } from './disk.js';
import type { Owner } from './places.js';
import { locate } from './safe-path.js';

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Writes a case's files into a tree; answers why one could not be written, in a sentence. */
export function writeFiles(root: string, files: PlaceFiles['write'], owner?: Owner): string | undefined {
  for (const file of files) {
    const why = writeInside(root, file, owner);
    if (why !== undefined) return `${file.path} cannot be written: ${why}`;
  }
  return undefined;
}

/** A file that stands there is replaced, a link too: never written through. */
function writeInside(root: string, wanted: WrittenFile, owner: Owner | undefined): string | undefined {
  try {
    let located = locate(root, wanted.path);
    while (located.kind === 'missing') {
      mkdirSync(bytesOfPath(located.folder), { mode: 0o755 });
      own(located.folder, owner);
      located = locate(root, wanted.path);
    }
    if (located.kind === 'refused') return located.why;
    const stats = statOf(located.path);
    if (stats?.isDirectory() === true) return 'it is a folder';
    if (stats !== undefined) unlinkSync(bytesOfPath(located.path));
    const file = openSync(bytesOfPath(located.path), CREATE, 0o644);
    try {
      writeFileSync(file, wanted.content);
      if (wanted.executable === true) fchmodSync(file, 0o755);
    } finally {
      closeSync(file);
    }
    own(located.path, owner);
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
