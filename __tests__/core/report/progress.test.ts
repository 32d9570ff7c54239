import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { EMPTY_NOTE, noteAfter, readNote, writeNote } from '../../../src/core/commands/note.js';
import { PUSHES_BYTES, type Pushes } from '../../../src/core/commands/pushes.js';
import { writeWord } from '../../../src/core/commands/word.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { markerOf, readMarker } from '../../../src/core/report/marker.js';
import type { Progress } from '../../../src/core/report/progress-schema.js';
import { withProgress } from '../../../src/core/report/progress.js';
import { pushesAfter } from '../../../src/core/report/pushes.js';
import type { CaseResult, Result } from '../../../src/core/report/result.js';
import { hostileResult } from '../../support/arbitrary-results.js';
import { aBreak, aCase, aResult } from '../../support/results.js';

type Changes = Readonly<Record<string, CaseResult['change']>>;

/** Where a pull request stands once its head is this one. */
const at = (head: number): Pick<Result, 'pullRequest'> => ({
  pullRequest: {
    number: 1,
    repository: 'acme/tools',
    url: 'https://github.com/acme/tools/pull/1',
    headSha: shaOf(head),
  },
});
const shaOf = (head: number): string => head.toString(16).padStart(40, '0');

function judged(head: number, changes: Changes, rest: Partial<Result> = {}): Result {
  const cases = Object.entries(changes).map(([id, change]) => aCase(id, change));
  const make = cases.some(({ gate }) => gate === 'block') ? aBreak : aResult;
  return make(cases, { ...at(head), ...rest });
}

/** What is told of the last of these pushes. Run ids go up with the pushes. */
function toldOf(...results: readonly Result[]): Progress | undefined {
  let pushes: Pushes | undefined;
  let told: Progress | undefined;
  for (const [run, result] of results.entries()) {
    told = withProgress(result, pushes, run + 1).progress;
    pushes = pushesAfter(pushes, result, run + 1);
  }
  return told;
}

const drawn = (id: string, change: CaseResult['change']): CaseResult => aCase(id, change, { generated: true });

describe('the pushes of a pull request', () => {
  const first = judged(1, { 'a/1': 'broke', 'a/2': 'passes', 'a/3': 'broke' });

  it('say nothing of themselves before the second', () => {
    expect(toldOf(first)).toBeUndefined();
  });

  it('tell what works again, what is newly broken, and since when the rest is', () => {
    const second = judged(2, { 'a/1': 'broke', 'a/2': 'removed', 'a/3': 'passes' });
    expect(toldOf(first, second)).toEqual({
      push: 2,
      before: shaOf(1),
      fixed: ['a/3'],
      newlyBroken: ['a/2'],
      stillBroken: [{ case: 'a/1', push: 1, sha: shaOf(1) }],
      mended: [],
    });
    const third = judged(3, { 'a/1': 'broke', 'a/2': 'broke', 'a/3': 'broke' });
    expect(toldOf(first, second, third)).toMatchObject({
      push: 3,
      before: shaOf(2),
      fixed: [],
      newlyBroken: ['a/3'],
      stillBroken: [
        { case: 'a/1', push: 1 },
        { case: 'a/2', push: 2, sha: shaOf(2) },
      ],
    });
  });

  it('do not count a head that is judged again, by the same run or by another', () => {
    const second = judged(2, { 'a/1': 'passes', 'a/2': 'broke', 'a/3': 'broke' });
    const flaked = judged(2, { 'a/1': 'broke', 'a/2': 'broke', 'a/3': 'broke' });
    expect(toldOf(first, flaked, flaked, second)).toEqual(toldOf(first, second));
    expect(toldOf(first, first)).toBeUndefined();
  });

  it('count a head that comes back', () => {
    const second = judged(2, { 'a/1': 'passes', 'a/2': 'passes', 'a/3': 'passes' });
    expect(toldOf(first, second, first)).toMatchObject({ push: 3, newlyBroken: ['a/1', 'a/3'], stillBroken: [] });
  });

  it.each([
    ['unmeasured', { fixed: [], newlyBroken: [], stillBroken: [{ case: 'a/1', push: 1 }] }],
    ['blocked', { fixed: [], newlyBroken: [], stillBroken: [{ case: 'a/1', push: 1 }] }],
    ['still-fails', { fixed: [], newlyBroken: ['a/1'], stillBroken: [] }],
    ['accepted', { fixed: [], newlyBroken: ['a/1'], stillBroken: [] }],
    ['fixed', { fixed: [], newlyBroken: ['a/1'], stillBroken: [] }],
  ] as const)('between two that broke a case, one in which it is %s', (change, told) => {
    const broke = (head: number) => judged(head, { 'a/1': 'broke' });
    expect(toldOf(broke(1), judged(2, { 'a/1': change, 'a/2': 'passes' }), broke(3))).toMatchObject(told);
  });

  it('call nothing newly broken or fixed that could not be told', () => {
    const broke = judged(2, { 'a/1': 'broke' });
    const unclear = judged(1, { 'a/1': 'suspect' });
    const spent = judged(1, { 'a/2': 'passes' }, { reasons: [{ code: 'budget-spent', text: '' }] });
    const failed = aResult([], { ...at(1), verdict: 'could-not-tell', reasons: [{ code: 'error', text: '' }] });
    for (const before of [unclear, spent, failed]) expect(toldOf(before, broke)?.newlyBroken).toEqual([]);
    for (const after of [unclear, failed]) expect(toldOf(broke, after)?.fixed).toEqual([]);
    expect(toldOf(broke, failed, judged(3, { 'a/1': 'passes' }))?.fixed).toEqual(['a/1']);
  });

  it('are not about what only warns', () => {
    const warns = aResult([aCase('a/1', 'broke', { gate: 'warn' })], at(2));
    expect(toldOf(judged(1, { 'a/1': 'passes' }), warns)?.newlyBroken).toEqual([]);
  });
});

describe('a mend', () => {
  const broke = judged(1, { 'a/1': 'broke', 'b/1': 'passes' });
  const after = (...cases: readonly CaseResult[]): Progress['mended'] | undefined =>
    toldOf(broke, aBreak([aCase('a/1', 'passes'), ...cases], at(2)))?.mended;

  it('is of the idea where fresh inputs of the same eval follow', () => {
    expect(after(drawn('a/g1', 'passes'), drawn('a/g2', 'still-passes'), drawn('b/g1', 'broke'))).toEqual([
      { eval: 'a', cases: ['a/1'], works: 2, fails: 0 },
    ]);
  });

  it('is of the case alone where they do not', () => {
    expect(after(drawn('a/g1', 'passes'), drawn('a/g2', 'broke'))).toEqual([
      { eval: 'a', cases: ['a/1'], works: 1, fails: 1 },
    ]);
  });

  it('is not spoken of where nothing fresh was measured', () => {
    expect(after(aCase('a/2', 'passes'), drawn('a/g1', 'unmeasured'), drawn('a/g2', 'still-fails'))).toEqual([]);
    expect(toldOf(broke, aBreak([aCase('a/1', 'broke'), drawn('a/g1', 'passes')], at(2)))?.mended).toEqual([]);
  });

  it('takes generated cases for one: the next push has others under the same names', () => {
    const before = aBreak([drawn('a/g1', 'broke'), drawn('a/g2', 'passes')], at(1));
    const others = aBreak([drawn('a/g1', 'passes'), drawn('a/g2', 'broke')], at(2));
    const good = aResult([drawn('a/g1', 'passes'), drawn('a/g2', 'passes')], at(2));
    const undrawn = aResult([aCase('a/(generate)', 'unmeasured')], { ...at(2), verdict: 'could-not-tell' });
    expect(toldOf(before, others)).toMatchObject({
      fixed: [],
      newlyBroken: [],
      stillBroken: [{ case: 'a/(generated)', push: 1 }],
    });
    expect(toldOf(before, good)).toMatchObject({ fixed: ['a/(generated)'], mended: [{ works: 2, fails: 0 }] });
    expect(toldOf(before, undrawn)).toMatchObject({ fixed: [], stillBroken: [] });
  });
});

const changes = fc.dictionary(
  fc.constantFrom('a/1', 'a/2', 'b/1'),
  fc.constantFrom('broke', 'passes', 'suspect', 'blocked', 'flaky', 'changed'),
) as fc.Arbitrary<Changes>;

it('changes nothing of a result but that it is told, whatever the comment keeps', () => {
  fc.assert(
    fc.property(fc.array(changes, { minLength: 1, maxLength: 4 }), hostileResult, fc.nat(9), (those, result, run) => {
      const earlier = those.reduce<Pushes | undefined>(
        (pushes, one, head) => pushesAfter(pushes, judged(head, one), head),
        undefined,
      );
      const told = withProgress(result, earlier, run);
      expect({ ...told, progress: undefined }).toEqual({ ...result, progress: undefined });
    }),
  );
});

describe('what the comment keeps of them', () => {
  it('is the same in whichever order late runs end, and however often a head is judged', () => {
    const push = fc.record({ head: fc.nat(9), changes, again: fc.nat(2), late: fc.option(fc.nat(9)) });
    fc.assert(
      fc.property(fc.array(push, { maxLength: 8 }), (all) => {
        let [straight, crooked]: (Pushes | undefined)[] = [undefined, undefined];
        for (const [at, { head, changes: those, again, late }] of all.entries()) {
          const result = judged(head, those);
          const run = 10 * (at + 1);
          straight = pushesAfter(straight, result, run);
          for (let time = 0; time <= again; time += 1) crooked = pushesAfter(crooked, result, run);
          if (late !== null && late !== head) crooked = pushesAfter(crooked, judged(late, { 'a/1': 'broke' }), run - 1);
        }
        expect(crooked).toEqual(straight);
      }),
    );
  });

  it('fits into its room whatever cases are called, and is read again as it was', () => {
    const results = fc.array(hostileResult, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(results, fc.nat(300), (all, more) => {
        const lots = Array.from({ length: more }, (_, one) => aCase(`long/${'x'.repeat(more)}${one}`, 'broke'));
        let pushes: Pushes | undefined;
        for (const [head, result] of all.entries()) {
          const cases = [...result.cases, ...lots];
          pushes = pushesAfter(pushes, { ...result, cases, ...at(head) }, head + 1);
        }
        const marker = markerOf(shaOf(1), { ...EMPTY_NOTE, ...(pushes && { pushes }) });
        expect(pushes?.count).toBe(all.length);
        expect(writeWord({ pushes }).length).toBeLessThanOrEqual(PUSHES_BYTES);
        expect(marker.split('-->')).toHaveLength(2);
        expect(readMarker(`${marker}\n`)?.note?.pushes).toEqual(pushes);
      }),
      { numRuns: 40 },
    );
  });

  it('claims nothing of what it had no room for', () => {
    const lots = Array.from({ length: 200 }, (_, one) => [`case/number-${one}`, 'broke'] as const);
    const told = toldOf(judged(1, Object.fromEntries(lots)), judged(2, Object.fromEntries(lots)));
    expect([told?.newlyBroken, (told?.stillBroken.length ?? 0) > 15]).toEqual([[], true]);
  });

  it('leaves what maintainers said alone where it is broken, and is left alone by it', () => {
    const accepts = [{ comment: 1, case: 'a', digest: 'd'.repeat(64) }];
    const pushes = pushesAfter(undefined, judged(1, { 'a/1': 'broke' }));
    const later = { ...pushes, last: { broken: [['a', 7]], unclear: [], whole: true } };
    const spoilt = [
      { ...pushes, count: 0 },
      { ...pushes, verdict: 'broke' },
      { ...pushes, heads: [] },
      later,
      'x',
      null,
    ];
    for (const bad of spoilt) {
      expect(readNote(writeWord({ ...EMPTY_NOTE, accepts, pushes: bad }))).toEqual({ ...EMPTY_NOTE, accepts });
    }
    const open = Array.from({ length: 80 }, (_, one): [string, string] => [`${one}`, 'd'.repeat(64)]);
    const note = { ...EMPTY_NOTE, open, ...(pushes && { pushes }) };
    expect(readNote(writeNote(note) ?? '')).toEqual(note);
    expect(noteAfter(note, { now: 1, cases: [] }).pushes).toBeUndefined();
  });
});

it('shows what it is told verbatim, as data', () => {
  const told: Progress = {
    push: 2,
    before: '](https://evil.example) @acme',
    fixed: ['@acme/all <b>', '</details>'],
    newlyBroken: ['#1 `'],
    stillBroken: [{ case: '<!-- x -->', push: 1, sha: '@acme' }],
    mended: [{ eval: '![x](y)', cases: ['@acme'], works: 0, fails: 1 }],
  };
  const text = commentFor(aBreak([aCase('a/1', 'broke')], { progress: told }));
  const outside = text.replaceAll(/(`+)(?:(?!`).|(?!\1)`)*\1/g, '');
  for (const bad of ['@acme', '<b>', '</details>x', '#1', '<!-- x', '![x]', 'evil']) expect(outside).not.toContain(bad);
});
