import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Piece } from '../../../src/core/diagnose/piece.js';
import { piecesBetween } from '../../../src/core/diagnose/pieces.js';
import { takeBack } from '../../../src/core/diagnose/take-back.js';
import { withPieces, type Edits } from '../../../src/core/diagnose/with-pieces.js';
import type { Entries, TreeEntry } from '../../../src/core/plan/compose-tree.js';

type Files = Readonly<Record<string, string | { readonly mode: TreeEntry['mode']; readonly text: string }>>;

/** A blob's id is its text: what begins with a NUL is no text. */
function tree(files: Files): Entries {
  return Object.entries(files).map(([path, file]) =>
    typeof file === 'string' ? { path, mode: '100644', oid: file } : { path, mode: file.mode, oid: file.text },
  );
}

function texts(...trees: readonly Entries[]): ReadonlyMap<string, string> {
  return new Map(trees.flat().flatMap(({ oid }) => (oid.startsWith('\0') ? [] : [[oid, oid] as const])));
}

function edited(entries: Entries, edits: Edits): Entries {
  const made = [...edits].flatMap(([path, edit]): Entries => {
    if (edit.kind === 'gone') return [];
    return edit.kind === 'entry' ? [edit.entry] : [{ path, mode: edit.mode, oid: edit.text }];
  });
  return sorted([...entries.filter(({ path }) => !edits.has(path)), ...made]);
}

function sorted(entries: Entries): Entries {
  return [...entries].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function change(before: Files, after: Files) {
  const [old, now] = [tree(before), tree(after)];
  const known = texts(old, now);
  return { before: old, after: now, texts: known, pieces: piecesBetween(old, now, known) };
}

function summary(pieces: readonly Piece[]) {
  return pieces.map((piece) => `${piece.kind} ${piece.path}${piece.kind === 'lines' ? ` ${piece.at}` : ''}`);
}

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
const TEXT = LINES.join('');
const edit = (...at: readonly number[]): string =>
  LINES.map((line, index) => (at.includes(index) ? `new ${index}\n` : line)).join('');

describe('the pieces of a change', () => {
  it('are lines that stand together', () => {
    expect(summary(change({ a: TEXT }, { a: edit(2, 3, 12) }).pieces)).toEqual(['lines a 2', 'lines a 12']);
  });

  it('join where hardly a line stands between them', () => {
    expect(summary(change({ a: TEXT }, { a: edit(2, 4) }).pieces)).toEqual(['lines a 2']);
  });

  it('are whole files where they come, go, or are no text', () => {
    const { pieces } = change({ b: '\0x', gone: 'one\n' }, { b: '\0y', came: 'two\nlines\n' });
    expect(summary(pieces)).toEqual(['file b', 'file came', 'file gone']);
  });

  it('are one where a file is renamed, edited or not', () => {
    expect(change({ old: TEXT }, { now: TEXT }).pieces).toHaveLength(1);
    expect(change({ old: TEXT }, { now: edit(3) }).pieces).toMatchObject([{ kind: 'file', path: 'now' }]);
    expect(change({ old: TEXT }, { now: 'something else\n' }).pieces).toHaveLength(2);
  });

  it('are one where a file gives way to a folder of its name', () => {
    expect(change({ a: 'x\n' }, { 'a/b': 'y\n', 'a/c': 'z\n' }).pieces).toHaveLength(1);
  });

  it('tell a mode from the lines', () => {
    const { pieces } = change({ a: TEXT }, { a: { mode: '100755', text: edit(7) } });
    expect(summary(pieces)).toEqual(['mode a', 'lines a 7']);
  });
});

const file = fc.oneof(
  fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n', ''), { maxLength: 12 }).map((lines) => lines.join('')),
  fc.constantFrom('no end', '\0binary', '\0other'),
  fc.constantFrom('100755' as const, '120000' as const).map((mode) => ({ mode, text: 'a\nb\n' })),
);
const files = fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e'), file);

describe('laws of pieces', () => {
  it('all of them make the change, none of them nothing', () => {
    fc.assert(
      fc.property(files, files, (before, after) => {
        const it = change(before, after);
        expect(edited(it.before, withPieces(it.before, it.texts, it.pieces))).toEqual(sorted(it.after));
        expect(edited(it.before, withPieces(it.before, it.texts, []))).toEqual(sorted(it.before));
      }),
    );
  });

  it('to take some back is to make the others', () => {
    fc.assert(
      fc.property(files, files, fc.infiniteStream(fc.boolean()), (before, after, coin) => {
        const it = change(before, after);
        const chosen = it.pieces.filter(() => coin.next().value === true);
        const rest = it.pieces.filter((piece) => !chosen.includes(piece));
        const edits = takeBack(it, chosen, it.after);
        expect(edits).toBeDefined();
        expect(edited(it.after, edits ?? new Map())).toEqual(edited(it.before, withPieces(it.before, it.texts, rest)));
      }),
    );
  });
});

describe('taking back from a later tree', () => {
  const it3 = change({ a: TEXT }, { a: edit(2, 12) });

  it('finds lines that have moved', () => {
    const later = tree({ a: `first\n${edit(2, 12)}` });
    const known = { ...it3, texts: texts(it3.before, it3.after, later) };
    expect(edited(later, takeBack(known, it3.pieces.slice(0, 1), later) ?? new Map())).toEqual(
      tree({ a: `first\n${edit(12)}` }),
    );
  });

  it('is not possible where they were changed again', () => {
    const later = tree({ a: edit(2, 12).replace('new 2', 'newer 2') });
    const known = { ...it3, texts: texts(it3.before, it3.after, later) };
    expect(takeBack(known, it3.pieces.slice(0, 1), later)).toBeUndefined();
  });

  it('is not possible for a file that was changed again, or is gone', () => {
    const it4 = change({}, { b: 'new\n' });
    const later = tree({ b: 'newer\n' });
    expect(takeBack(it4, it4.pieces, later)).toBeUndefined();
    expect(takeBack(it4, it4.pieces, [])).toBeUndefined();
    expect(takeBack(it3, it3.pieces, [])).toBeUndefined();
  });
});
