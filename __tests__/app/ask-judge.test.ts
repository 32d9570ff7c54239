import { describe, expect, it } from '@jest/globals';

import { judgeRecord } from '../../src/app/judge-record.js';
import { recordRun } from '../../src/app/record-run.js';
import { readRecord } from '../../src/core/record/decode.js';
import { aJudge, type FakeJudge } from '../support/fakes/fake-judge.js';
import { aPullRequest, REQUEST } from '../support/fakes/world.js';

const EVAL = 'run: [say]\njudge: { rubric: polite, pass-at: 0.7 }\n';
/** What a program says depends on its tree and on its argument. */
const programs = {
  say: ({ read, args }: { read: (path: string) => string | undefined; args: readonly string[] }) =>
    `${read('words') ?? ''} ${args.join('')}\n`,
};
const story = (evals: string, words = 'rude', policy = '') =>
  aPullRequest(
    { 'evals/a.yml': evals, words: 'please', ...(policy !== '' && { 'evals/_formative.yml': policy }) },
    [{ words }],
    { programs },
  );
const polite = () => aJudge((output) => (output.includes('please') ? 0.95 : 0.1));

describe('a judged case', () => {
  it('is decided by evidence of both sides', async () => {
    const judge = polite();
    const { changes, result } = await story(EVAL).judge({ diagnose: false }, judge);
    expect(changes).toEqual({ 'a/run': 'broke' });
    expect(result.cases[0]?.trials).toEqual({ base: { passed: 3, failed: 0 }, head: { passed: 0, failed: 3 } });
    // One answer for each output of base, a majority of two for each of head.
    expect([judge.asked.length, result.budget.judgeCalls]).toEqual([9, 9]);
  });

  it('is asked about once where the answer is clear', async () => {
    const judge = polite();
    const { changes } = await story(EVAL, 'please do').judge({}, judge);
    expect([changes, judge.asked.length]).toEqual([{ 'a/run': 'still-passes' }, 2]);
  });

  it('is not asked about where another grader knows, and cannot be made to pass', async () => {
    const judge = aJudge(() => 1);
    const { changes } = await story(`${EVAL}cases: { run: { stdout: { contains: please } } }\n`).judge(
      { diagnose: false },
      judge,
    );
    expect(changes).toEqual({ 'a/run': 'broke' });
    expect(judge.asked.every(({ user }) => !user.includes('rude'))).toBe(true);
  });

  it.each(['refused', 'malformed', 'rate-limited', 'unavailable', 'no-endpoint'] as const)(
    'is unmeasured when the judge is %s',
    async (kind) => {
      const { changes, result } = await story(EVAL).judge(
        {},
        aJudge(() => ({ kind, why: 'for a reason' })),
      );
      expect([changes, result.verdict]).toEqual([{ 'a/run': 'unmeasured' }, 'could-not-tell']);
      expect(result.cases[0]?.why).toContain('for a reason');
    },
  );

  it('is unmeasured when the budget is spent, and the run says so', async () => {
    const judge = polite();
    const { result } = await story(EVAL, 'rude', 'budget: { judge-calls: 2 }\n').judge({}, judge);
    expect([judge.asked.length, result.verdict, result.budget.spent]).toEqual([2, 'could-not-tell', true]);
    expect(result.reasons.map(({ text }) => text)).toContain(
      'Stopped early: the budget of 2 judge calls is spent, after 2 trials; 0 of 1 cases measured.',
    );
  });

  it('is asked about no longer than the minutes last, and the run says so', async () => {
    const world = story(`${EVAL}cases: { a: { args: [a] }, b: { args: [b] } }\n`, 'rude', 'budget: { minutes: 1 }\n');
    const slow = aJudge(() => {
      world.advance(25);
      return 0.95;
    });
    const { result, changes } = await world.judge({}, slow);
    expect([slow.asked.length, result.verdict, result.budget.spent]).toEqual([3, 'could-not-tell', true]);
    expect(Object.values(changes).sort()).toEqual(['still-passes', 'unmeasured']);
    expect(result.reasons.map(({ text }) => text)).toContain(
      'Stopped early: the budget of 1 minute is spent, after 4 trials; 1 of 2 cases measured.',
    );
  });

  it('that is compared with base is asked both ways round', async () => {
    const judge = polite();
    const { changes } = await story(EVAL.replace('pass-at: 0.7', 'compare: true')).judge({ diagnose: false }, judge);
    expect(changes).toEqual({ 'a/run': 'broke' });
    const orders = judge.asked.slice(0, 2).map(({ user }) => user.indexOf('please') < user.indexOf('rude'));
    expect([...orders].sort()).toEqual([false, true]);
  });
});

describe('judged cases of a suite', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const cases = names.map((name) => `${name}: { args: [${name}] }`).join(', ');

  it('that fell a little each are one finding', async () => {
    const judge = aJudge((output) => (output.includes('please') ? 0.98 : 0.85));
    const { changes, result } = await story(`${EVAL}cases: { ${cases} }\n`).judge({ diagnose: true }, judge);
    expect(changes).toMatchObject({ 'a/a': 'still-passes', '(judged)/(scores)': 'broke' });
    expect(result.verdict).toBe('broke');
  });

  it('that differ by chance are none', async () => {
    const judge = aJudge((_, turn) => (turn % 2 === 0 ? 0.98 : 0.85));
    const { changes, result } = await story(`${EVAL}cases: { ${cases} }\n`).judge({}, judge);
    expect(changes).not.toHaveProperty('(judged)/(scores)');
    expect(result.verdict).toBe('nothing-broke');
  });
});

describe('the half that judges a record', () => {
  it.each([
    ['broke', 'rude', EVAL],
    ['still-passes', 'please do', EVAL],
    ['broke', 'rude', EVAL.replace('pass-at: 0.7', 'compare: true')],
  ])('finds %s with trials that were run ahead', async (change, words, evals) => {
    const running = story(evals, words);
    const { lines } = await recordRun(REQUEST, { ...running.world, judges: { kind: 'later' } });
    const record = readRecord(Buffer.from(lines.map((line) => `${line}\n`).join('')));
    const reading = story(evals, words);
    const judge: FakeJudge = polite();
    const { result } = await judgeRecord(REQUEST, { ...reading.world, ...judge }, record);
    expect(result.cases.map((it) => it.change)).toEqual([change]);
    expect(result.reasons.map(({ code }) => code)).not.toContain('incomplete-record');
  });
});
