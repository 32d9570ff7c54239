import { describe, expect, it } from '@jest/globals';

import { closedUnder, needsOf } from '../../../src/core/diagnose/companions.js';
import type { Piece } from '../../../src/core/diagnose/piece.js';

function lines(path: string, added: string, removed = ''): Piece {
  const split = (text: string): readonly string[] => (text === '' ? [] : text.split('\n').map((line) => `${line}\n`));
  return { kind: 'lines', path, at: 0, added: split(added), removed: split(removed) };
}

function closed(pieces: readonly Piece[], texts: ReadonlyMap<string, string> = new Map()) {
  return closedUnder(needsOf(pieces, texts));
}

describe('what goes together', () => {
  it.each([
    ['const monthNames = [];', 'return monthNames[at];'],
    ['def month_name(at):', '    return month_name(at)'],
    ["import { monthName } from 'x';", 'return monthName(at);'],
    ['  public String monthName(int at) {', 'monthName(at);'],
    ['monthName = 1', 'print(monthName)'],
    ['fn month_name(at: u8) -> String {', 'month_name(3)'],
  ])('is a use with its declaration, not the other way: %s', (declaration, use) => {
    const all = closed([lines('a', use), lines('b', declaration)]);
    expect([all([0]), all([1])]).toEqual([[0, 1], [1]]);
  });

  it('is the end of a declaration with the end of its uses', () => {
    const all = closed([lines('a', '', 'return monthName(at);'), lines('b', '', 'function monthName(at) {')]);
    expect([all([0]), all([1])]).toEqual([[0], [0, 1]]);
  });

  it('is a new file with what names it', () => {
    const file: Piece = {
      kind: 'file',
      path: 'src/months.js',
      before: [],
      after: [{ path: 'src/months.js', mode: '100644', oid: 'm' }],
    };
    const all = closed([lines('a', "import x from './months.js';"), file]);
    expect([all([0]), all([1])]).toEqual([[0, 1], [1]]);
  });

  it('is a manifest with its lock file, both ways', () => {
    const all = closed([lines('package.json', 'x'), lines('package-lock.json', 'y'), lines('sub/package.json', 'z')]);
    expect([all([0]), all([1]), all([2])]).toEqual([[0, 1], [0, 1], [2]]);
  });

  it('is not what only uses the same words', () => {
    const all = closed([
      lines('a', 'total = total + 1;', 'total = total + 2;'),
      lines('b', 'return total;', 'return total'),
    ]);
    expect([all([0]), all([1])]).toEqual([[0], [1]]);
  });
});
