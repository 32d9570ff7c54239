import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { amended } from '../../../src/core/commands/amend-note.js';
import { EMPTY_NOTE, noteAfter, readNote, writeNote, type Note } from '../../../src/core/commands/note.js';
import { markerOf, readMarker } from '../../../src/core/report/marker.js';

const D = 'd'.repeat(64);
const record = (id: string, comment = 1): Note['accepts'][number] => ({ comment, case: id, digest: D });
const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

it('is read as it was written, in one marker that nothing in it can end', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 5 }), (ids) => {
      const note = {
        ...EMPTY_NOTE,
        open: ids.map((it): [string, string] => [it, D]),
        accepts: ids.map((it) => record(it)),
      };
      const marker = markerOf('a'.repeat(40), note);
      expect(marker.split('-->')).toHaveLength(2);
      expect(readMarker(`${marker}\ntext`)?.note).toEqual(note);
    }),
  );
});

it('is refused where it says more than it may', () => {
  for (const note of [
    { ...EMPTY_NOTE, verdict: 'nothing-broke' },
    { ...EMPTY_NOTE, accepts: [{ ...record('a'), by: 'mallory' }] },
    { ...EMPTY_NOTE, open: [['a', 'short']] },
    { ...EMPTY_NOTE, at: 'now' },
  ])
    expect(readNote(JSON.stringify(note))).toBeUndefined();
  expect(readNote('{')).toBeUndefined();
  expect(writeNote({ ...EMPTY_NOTE, open: Array.from({ length: 120 }, (_, at) => [`${at}`, D]) })).toBeUndefined();
});

it('takes an accept once, the newest for a case, and gives it back', () => {
  const twice = amended(amended(undefined, [{ kind: 'accept', record: record('a') }]), [
    { kind: 'accept', record: record('a') },
    { kind: 'accept', record: record('b', 2) },
  ]);
  expect(twice?.accepts).toEqual([record('a'), record('b', 2)]);
  expect(amended(twice, [{ kind: 'unaccept', case: 'a' }])?.accepts).toEqual([record('b', 2)]);
  const many = Array.from({ length: 51 }, (_, at) => ({ kind: 'accept', record: record(`${at}`) }) as const);
  expect(amended(undefined, many)).toBeUndefined();
});

it('keeps accepts over a new answer, and the time of an answer that says the same', () => {
  const cases = [
    { id: 'a', change: 'broke', said: D },
    { id: 'b', change: 'flaky', said: D },
    { id: 'c', change: 'changed' },
  ] as const;
  const first = noteAfter({ ...EMPTY_NOTE, accepts: [record('a')] }, { now: 5, cases });
  expect(first).toEqual({ at: 5, open: [['a', D]], accepts: [record('a')], explain: [] });
  expect(noteAfter(first, { now: 9, cases }).at).toBe(5);
  expect(noteAfter(first, { now: 9, cases: [{ id: 'a', change: 'broke', said: 'e'.repeat(64) }] }).at).toBe(9);
  const lots = Array.from({ length: 300 }, (_, at) => ({ id: `case/${at}`, change: 'broke' as const, said: D }));
  const { open } = noteAfter(undefined, { now: 1, cases: lots });
  expect([open.length > 50, open.length < 200]).toEqual([true, true]);
});
