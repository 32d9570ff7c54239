import { describe, expect, it } from '@jest/globals';
import type { TreeEntry } from '../../../src/core/plan/compose-tree.js';
import { isPointer, leftOut, usesLargeFiles } from '../../../src/core/plan/left-out.js';

const entry = (path: string, mode: TreeEntry['mode'] = '100644'): TreeEntry => ({ path, mode, oid: '0'.repeat(40) });

describe('what a tree lacks beside a checkout', () => {
  it('is nothing where there are neither submodules nor large files', () => {
    expect(leftOut([entry('a'), entry('b', '120000')], [])).toEqual([]);
  });

  it('is each submodule, and the number of those beyond five', () => {
    const told = leftOut(
      [1, 2, 3, 4, 5, 6, 7].map((number) => entry(`vendor/${number}`, '160000')),
      [],
    );
    expect(told[0]).toBe('submodule vendor/1 was left empty: only what this repository itself holds is laid out.');
    expect([told.length, told[5]]).toEqual([6, '2 more submodules were left empty.']);
  });

  it('is the content of large files: the first is named, the others are counted', () => {
    expect(leftOut([], ['a.bin'])).toEqual(['a.bin is a Git LFS pointer: the content behind was left out.']);
    expect(leftOut([], ['a.bin', 'b.bin'])).toEqual([
      'a.bin and 1 more are Git LFS pointers: the content behind was left out.',
    ]);
  });
});

it.each([
  ['*.bin filter=lfs diff=lfs merge=lfs -text', true],
  ['data/** -text filter=lfs', true],
  ['# *.bin filter=lfs', false],
  ['*.bin -filter', false],
  ['*.bin filter=lfsx', false],
  ['filter=lfs', false],
])('`%s` gives files to Git LFS: %s', (line, uses) => {
  expect(usesLargeFiles(`* text\n${line}\n`)).toBe(uses);
});

it('knows a pointer by its first line', () => {
  expect(isPointer('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n')).toBe(true);
  expect(isPointer('see https://git-lfs.github.com/spec/v1\n')).toBe(false);
});
