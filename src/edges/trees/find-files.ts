import type { BigIntStats } from 'node:fs';
import picomatch from 'picomatch';
import { describeKind, namesIn, permissionsOf, statOf } from './disk.js';
import { openUp } from './remove.js';
import type { Steps } from './steps.js';

/** Things looked at in one search; a program that makes more is not listened to further. */
const MAX_VISITED = 200_000;

export interface Sighting {
  /** Relative to the root. */
  readonly path: string;
  /** Why it will not be read; undefined for a regular file. */
  readonly why?: string;
}

/** Everything but folders below a root that matches one of the patterns, sorted by path; links are not followed. */
export function* findFiles(root: string, patterns: readonly string[]): Steps<readonly Sighting[]> {
  if (patterns.length === 0) return [];
  const matches = picomatch([...patterns], { dot: true });
  const found: Sighting[] = [];
  for (const { path, stats } of walk(root, startsOf(patterns))) {
    if (stats === undefined) found.push({ path, why: `is one of more than ${MAX_VISITED} files` });
    else if (matches(path)) found.push(sightingOf(path, stats));
    yield;
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file with a second name may be any file of its disk. */
function sightingOf(path: string, stats: BigIntStats): Sighting {
  if (!stats.isFile()) return { path, why: describeKind(stats) };
  return stats.nlink > 1n ? { path, why: 'is a hard link: it has another name too' } : { path };
}

/** Everything but folders below some folders; where there is too much, the walk ends at a path without stats. */
function* walk(root: string, starts: readonly string[]): Generator<{ path: string; stats: BigIntStats | undefined }> {
  const pending = starts.filter((start) => isFolder(root, start));
  let visited = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const name of namesInside(`${root}/${folder}`)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const stats = statInside(`${root}/${path}`);
      visited += 1;
      if (visited > MAX_VISITED) {
        yield { path, stats: undefined };
        return;
      }
      if (stats?.isDirectory() === true) pending.push(path);
      else if (stats !== undefined) yield { path, stats };
    }
  }
}

/** Folders in which a match can lie, none below another. */
function startsOf(patterns: readonly string[]): readonly string[] {
  const bases = patterns.map((pattern) => {
    const { base, isGlob } = picomatch.scan(pattern);
    const folder = isGlob ? base : base.slice(0, Math.max(0, base.lastIndexOf('/')));
    return folder.split('/').includes('..') || folder === '.' ? '' : folder;
  });
  const distinct = [...new Set(bases)];
  return distinct.filter(
    (one) => !distinct.some((other) => one !== other && (other === '' || one.startsWith(`${other}/`))),
  );
}

/** True when each step from the root is a folder, not a link to one. */
function isFolder(root: string, path: string): boolean {
  const names = path.split('/').filter((name) => name !== '');
  return names.every((_, index) => statInside([root, ...names.slice(0, index + 1)].join('/'))?.isDirectory() === true);
}

/** A path longer than the system allows is no place for a result. */
function statInside(path: string): BigIntStats | undefined {
  try {
    return statOf(path);
  } catch {
    return undefined;
  }
}

function namesInside(folder: string): readonly string[] {
  try {
    const stats = statOf(folder);
    if (stats !== undefined) openUp(folder, permissionsOf(stats));
    return namesIn(folder);
  } catch {
    return [];
  }
}
