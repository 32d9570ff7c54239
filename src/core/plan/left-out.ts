import type { Entries } from './compose-tree.js';

/** Named one by one; of more only the number is told. */
const MOST_NAMED = 5;
const POINTER = 'version https://git-lfs.github.com/spec/v1\n';

/** What a tree on disk lacks beside a checkout, in sentences: submodules, and content that Git LFS keeps elsewhere. */
export function leftOut(entries: Entries, pointers: readonly string[]): readonly string[] {
  return [...submodules(entries), ...largeFiles(pointers)];
}

/** Whether a file is what Git LFS puts in place of a large one. */
export function isPointer(text: string): boolean {
  return text.startsWith(POINTER);
}

/** Whether a `.gitattributes` gives any file to Git LFS. */
export function usesLargeFiles(attributes: string): boolean {
  return attributes.split('\n').some((line) => /^\s*[^#\s].*\sfilter=lfs(?:\s|$)/.test(line));
}

function submodules(entries: Entries): readonly string[] {
  const paths = entries.filter(({ mode }) => mode === '160000').map(({ path }) => path);
  const named = paths
    .slice(0, MOST_NAMED)
    .map((path) => `submodule ${path} was left empty: only what this repository itself holds is laid out.`);
  const more = paths.length - named.length;
  return more > 0 ? [...named, `${more} more submodules were left empty.`] : named;
}

function largeFiles([first, ...more]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  const subject =
    more.length > 0 ? `${first} and ${more.length} more are Git LFS pointers` : `${first} is a Git LFS pointer`;
  return [`${subject}: the content behind was left out.`];
}
