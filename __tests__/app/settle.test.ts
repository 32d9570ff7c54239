import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { firstPass } from '../../src/app/first-pass.js';
import { openHearing } from '../../src/app/hearing.js';
import { settle } from '../../src/app/settle.js';
import type { Eval } from '../../src/core/evals/eval.js';
import { aSuiteEval } from '../support/evals.js';
import { aBench, type BenchParts, type FakeBench } from '../support/fakes/bench.js';
import { anEval, aTapSuite } from '../support/fakes/played-evals.js';
import { plays, playsSuite } from '../support/fakes/programs.js';

const OPTIONS = { fullBase: false, changed: [] };

interface Settled extends FakeBench {
  readonly findings: Readonly<Record<string, string>>;
  /** What was started after the first pass. */
  readonly reruns: readonly string[];
}

async function settled(evals: readonly Eval[], parts: BenchParts): Promise<Settled> {
  const all = aBench(evals, parts);
  await firstPass(all.bench, all.plan, OPTIONS);
  const before = all.world.sandbox.commands.length;
  const found = await settle(all.bench, all.plan.units, openHearing(all.plan, 0.05));
  const findings = Object.fromEntries(found.map(({ evidence, finding }) => [evidence.id, finding]));
  return { ...all, findings, reruns: all.world.sandbox.commands.slice(before) };
}

describe('a case that fails on head', () => {
  it('is run on base, and then once more on both sides, side by side', async () => {
    const { findings, ran, world } = await settled([anEval('say')], {
      programs: { say: plays({ base: 'p', head: 'f' }) },
    });
    expect(findings).toEqual({ 'say/run': 'broke' });
    expect([ran('base'), ran('head')]).toEqual([2, 2]);
    expect(world.sandbox.most).toBe(2);
  });

  it('is run on base no more than it takes to see that it failed there too', async () => {
    const { findings, ran } = await settled([anEval('say')], { programs: { say: plays({ base: 'f', head: 'f' }) } });
    expect(findings).toEqual({ 'say/run': 'still-fails' });
    expect([ran('base'), ran('head')]).toEqual([2, 2]);
  });

  it('is tried on when the rerun says otherwise', async () => {
    const { findings, ran } = await settled([anEval('say')], { programs: { say: plays({ base: 'p', head: 'fp' }) } });
    expect(findings).toEqual({ 'say/run': 'flaky' });
    expect(ran('head')).toBeGreaterThanOrEqual(5);
  });

  it('does not pass for flaky when it fails every second time, and never on base', async () => {
    const everySecond = plays({ base: 'p', head: 'fpfpfpfpfpfpfpfpfpfpfpfpfp' });
    const { findings } = await settled([anEval('say')], { programs: { say: everySecond } });
    expect(findings).toEqual({ 'say/run': 'broke' });
    const short = await settled([anEval('say', { reruns: 5 }), anEval('other')], {
      programs: { say: plays({ base: 'p', head: 'fpfpfpfp' }), other: plays({ head: 'p' }) },
    });
    expect(short.findings).toEqual({ 'say/run': 'suspect', 'other/run': 'passes' });
  });

  it('leaves the others alone', async () => {
    const { findings, reruns } = await settled([anEval('good'), anEval('bad')], {
      programs: { good: plays({ head: 'p' }), bad: plays({ base: 'p', head: 'f' }) },
    });
    expect(findings).toEqual({ 'good/run': 'passes', 'bad/run': 'broke' });
    expect(reruns).toEqual(['bad', 'bad', 'bad', 'bad']);
  });
});

describe('the limit of reruns', () => {
  it('is of both sides together, beside the trials that every case has', async () => {
    const { findings, ran } = await settled([anEval('say', { reruns: 3 })], {
      programs: { say: plays({ base: 'p', head: 'fpf' }) },
    });
    expect(findings).toEqual({ 'say/run': 'suspect' });
    expect(ran('base') + ran('head')).toBeLessThanOrEqual(5);
  });

  it('of none still runs base once, which is no rerun', async () => {
    const say = anEval('say', { reruns: 0 });
    const broken = await settled([say], { programs: { say: plays({ base: 'p', head: 'f' }) } });
    expect([broken.findings, broken.ran('base')]).toEqual([{ 'say/run': 'suspect' }, 1]);
    const bad = await settled([say], { programs: { say: plays({ base: 'f', head: 'f' }) } });
    expect([bad.findings, bad.ran('base')]).toEqual([{ 'say/run': 'still-fails' }, 1]);
  });
});

describe('a suite', () => {
  it('runs again just the tests in doubt', async () => {
    const { findings, reruns } = await settled([aTapSuite('t')], {
      programs: { t: playsSuite({ one: { base: 'p', head: 'p' }, two: { base: 'p', head: 'f' } }) },
    });
    expect(findings).toEqual({ 't/one': 'still-passes', 't/two': 'broke', 't/(exit)': 'still-passes' });
    expect(reruns).toEqual(['t two', 't two', 't two', 't two']);
  });

  it('takes what else such a run reports for nothing', async () => {
    const suite = playsSuite({ one: { base: 'p', head: 'pf' }, two: { base: 'p', head: 'f' } });
    const { findings } = await settled([aTapSuite('t')], {
      programs: { t: (running) => suite({ ...running, args: [] }) },
    });
    expect(findings).toMatchObject({ 't/one': 'still-passes', 't/two': 'broke' });
  });

  it('is run whole where its eval does not say how to run tests alone', async () => {
    const { run, results } = aTapSuite('t');
    const { findings, reruns } = await settled([aSuiteEval('t', { run, results })], {
      programs: { t: playsSuite({ two: { base: 'p', head: 'f' } }) },
    });
    expect([findings['t/two'], reruns]).toEqual(['broke', ['t', 't']]);
  });

  it('is run whole once a run of some tests did not name them all', async () => {
    const { findings, reruns } = await settled([aTapSuite('t')], {
      programs: { t: playsSuite({ one: { base: 'p', head: 'f-f' }, two: { base: 'p', head: 'f' } }) },
    });
    expect(findings).toMatchObject({ 't/one': 'broke', 't/two': 'broke' });
    expect(reruns).toEqual(['t one two', 't', 't', 't']);
  });

  it('is run whole once a run of some tests left no report, which is no failure of the suite', async () => {
    const suite = playsSuite({ one: { base: 'p', head: 'f' }, two: { base: 'p', head: 'p' } });
    const { findings, reruns } = await settled([aTapSuite('t')], {
      programs: { t: (running) => (running.args.length > 0 ? { exit: 4, err: 'no such test' } : suite(running)) },
    });
    expect(findings).toEqual({ 't/one': 'broke', 't/two': 'still-passes', 't/(exit)': 'still-passes' });
    expect(reruns).toEqual(['t one', 't', 't']);
  });

  it('is run whole to look again for a test that head did not name', async () => {
    const { findings, reruns } = await settled([aTapSuite('t')], {
      programs: { t: playsSuite({ one: { base: 'p', head: 'p' }, gone: { base: 'p', head: '-' } }) },
    });
    expect(findings).toMatchObject({ 't/one': 'still-passes', 't/gone': 'removed' });
    expect(reruns).toEqual(['t', 't']);
  });

  it('is run whole to look again at how it exits', async () => {
    const { findings, reruns } = await settled([aTapSuite('t')], {
      programs: { t: ({ read }) => ({ out: 'ok 1 - one\n1..1\n', exit: read('side') === 'head' ? 9 : 0 }) },
    });
    expect(findings).toMatchObject({ 't/one': 'still-passes', 't/(exit)': 'broke' });
    expect(reruns).toEqual(['t', 't']);
  });
});

describe('a run that is stopped in the middle', () => {
  it.each([1, 2, 3, 4, 5])(
    'decides every case, and none of them well by default (after %i programs)',
    async (after) => {
      let left = after;
      const all = aBench([anEval('a'), anEval('b'), aTapSuite('t')], {
        width: 1,
        programs: Object.fromEntries(
          ['a', 'b', 't'].map((name) => [
            name,
            () => {
              left -= 1;
              if (left === 0) all.world.stop.abort();
              return name === 't' ? { out: 'not ok 1 - one\n1..1\n', exit: 1 } : 1;
            },
          ]),
        ),
      });
      await firstPass(all.bench, all.plan, OPTIONS);
      const found = await settle(all.bench, all.plan.units, openHearing(all.plan, 0.05));
      expect(all.world.sandbox.commands).toHaveLength(after);
      expect(found.map(({ evidence }) => evidence.eval)).toEqual(expect.arrayContaining(['a', 'b', 't']));
      const failed = found.filter(({ evidence }) => evidence.name !== '(exit)');
      expect(failed.filter(({ finding }) => !['suspect', 'unmeasured', 'still-fails'].includes(finding))).toEqual([]);
    },
  );
});

const letters = fc.string({ unit: fc.constantFrom('p', 'f'), minLength: 1, maxLength: 5 });

it('always ends, within the trials that were allowed, and calls nothing good that failed', async () => {
  await fc.assert(
    fc.asyncProperty(letters, letters, fc.nat(8), async (base, head, reruns) => {
      const { findings, ran } = await settled([anEval('say', { reruns })], {
        programs: { say: plays({ base, head }) },
      });
      expect(ran('base') + ran('head')).toBeLessThanOrEqual(2 + reruns);
      if (head.startsWith('f')) expect(['passes', 'still-passes', 'fixed']).not.toContain(findings['say/run']);
    }),
    { numRuns: 60 },
  );
});
