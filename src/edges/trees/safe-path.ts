import { describeKind, statOf } from './disk.js';

/** Where a path leads that someone else chose. */
export type Located =
  /** Below the root, through folders only; what lies there may be anything, or nothing. */
  | { readonly kind: 'inside'; readonly path: string }
  /** A folder on the way does not exist. */
  | { readonly kind: 'missing'; readonly folder: string }
  | { readonly kind: 'refused'; readonly why: string };

/** Resolves a relative path below a root without ever following a link. */
export function locate(root: string, path: string): Located {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.length === 0 || path.startsWith('/') || path.includes('\0') || names.includes('..')) {
    return { kind: 'refused', why: 'is outside the tree' };
  }
  let folder = root;
  for (const name of names.slice(0, -1)) {
    folder = `${folder}/${name}`;
    const stats = statOf(folder);
    if (stats === undefined) return { kind: 'missing', folder };
    if (!stats.isDirectory()) {
      return { kind: 'refused', why: `${folder.slice(root.length + 1)} ${describeKind(stats)}` };
    }
  }
  return { kind: 'inside', path: `${root}/${names.join('/')}` };
}
