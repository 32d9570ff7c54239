import picomatch from 'picomatch';
import type { SetupFile } from './setup.js';

/** GitHub reads the first of these that exists, and no other. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

export interface Owned {
  readonly path: string;
  /** The line that decides; absent where none matches. */
  readonly line?: number;
  readonly owners: readonly string[];
}

/** Who owns a path: the last line that matches decides, and one without owners leaves the path without. */
export function ownersOf(files: readonly SetupFile[], path: string): Owned | undefined {
  const file = PLACES.flatMap((place) => files.find((one) => one.path === place) ?? [])[0];
  if (file === undefined) return undefined;
  const last = rulesIn(file.text).findLast(({ pattern }) => matches(pattern, path));
  return last === undefined
    ? { path: file.path, owners: [] }
    : { path: file.path, line: last.line, owners: last.owners };
}

interface Rule {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly line: number;
}

function rulesIn(text: string): readonly Rule[] {
  return text.split(/\r?\n/).flatMap((written, at): readonly Rule[] => {
    const [pattern = '', ...rest] = written
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/);
    const owners = rest.filter((one) => one.includes('@'));
    // `!`, `[ ]` and a `\#` at the start do not work in this file: GitHub skips the line.
    if (pattern === '' || /^!|\[|^\\#/.test(pattern)) return [];
    return [{ pattern: pattern.replaceAll('\\ ', ' '), owners, line: at + 1 }];
  });
}

/** As in .gitignore: a slash inside or in front anchors it, one at the end means a folder, `dir/*` is one level deep. */
function matches(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith('/');
  const inner = pattern.replace(/^\/|\/$/g, '');
  const anchored = pattern.startsWith('/') || inner.includes('/');
  const start = anchored ? inner : `**/${inner}`;
  const options = { dot: true, nobrace: true, noextglob: true };
  if (!isFolder && picomatch.isMatch(path, start, options)) return true;
  const isOneLevel = anchored && inner.endsWith('/*') && !inner.endsWith('**/*');
  return !isOneLevel && picomatch.isMatch(path, `${start}/**`, options);
}
