import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compacted, historyLines, readHistory, type HistoryEntry } from '../../../src/core/compare/history.js';

const key = { case: 'cli/dates/strict', definition: 'a'.repeat(64), environment: 'b'.repeat(64) };
const entry = (passed: number, failed: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  ...key,
  passed,
  failed,
  ...more,
});

describe('the history of base', () => {
  it('adds up what runs said of a case', () => {
    const { recordOf, notice } = readHistory(historyLines([entry(3, 0)]) + historyLines([entry(4, 1)]));
    expect([recordOf(key), notice]).toEqual([{ passed: 7, failed: 1 }, undefined]);
  });

  it('keeps apart what is not the same case, definition and environment', () => {
    const others = [{ case: 'x' }, { definition: 'c'.repeat(64) }, { environment: 'c'.repeat(64) }];
    const { recordOf } = readHistory(historyLines([entry(3, 0), ...others.map((more) => entry(9, 9, more))]));
    expect(recordOf(key)).toEqual({ passed: 3, failed: 0 });
    expect(recordOf({ ...key, case: 'y' })).toEqual({ passed: 0, failed: 0 });
    expect(recordOf(undefined)).toEqual({ passed: 0, failed: 0 });
  });

  it.each([
    ['no JSON', 'what'],
    ['cut off', historyLines([entry(1, 0)]).slice(0, 40)],
    ['of another version', JSON.stringify({ schema: 'formative.history/2', ...entry(1, 0) })],
    ['with a field too many', JSON.stringify({ schema: 'formative.history/1', ...entry(1, 0), more: 1 })],
    ['with a number that counts nothing', JSON.stringify({ schema: 'formative.history/1', ...entry(-1, 0) })],
  ])('leaves out a line that is %s, and says so', (_, line) => {
    const { recordOf, notice } = readHistory(`${historyLines([entry(3, 0)])}${line}\n`);
    expect(recordOf(key)).toEqual({ passed: 3, failed: 0 });
    expect(notice).toBe("The history of base's runs has 1 line that cannot be read: they count as no history.");
  });

  it('never fails, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readHistory(text).recordOf(key)).toEqual({ passed: 0, failed: 0 });
      }),
    );
  });

  it('is written anew when it is long: the same shares, one line for each case, the latest last', () => {
    const old = entry(1, 1, { case: 'old' });
    const text = historyLines([old, ...Array.from({ length: 40_000 }, () => entry(9, 1))]);
    const shorter = compacted(text);
    expect(shorter?.split('\n')).toHaveLength(3);
    expect(readHistory(shorter ?? '').recordOf(key)).toEqual({ passed: 180, failed: 20 });
    expect(readHistory(shorter ?? '').recordOf(old)).toEqual({ passed: 1, failed: 1 });
    expect(compacted(historyLines([old]))).toBeUndefined();
  });
});
