import { describe, expect, it } from '@jest/globals';

import { firstPass } from '../../src/app/first-pass.js';
import { aCase } from '../support/evals.js';
import { aBench } from '../support/fakes/bench.js';
import { anEval, aTapSuite } from '../support/fakes/played-evals.js';
import { plays, playsSuite } from '../support/fakes/programs.js';

const NOTHING = { fullBase: false, changed: [] };
const programs = {
  say: plays({ base: 'p', head: 'p', own: 'p' }),
  t: playsSuite({ one: { base: 'p', head: 'p', own: 'p' } }),
};
const same = aCase('same', {
  graders: {
    exit: { kind: 'codes', codes: [0] },
    stdout: [{ kind: 'same-as-base', ignore: [] }],
    stderr: [],
    files: [],
  },
});

describe('the first pass', () => {
  it('runs an expectation on head alone', async () => {
    const { bench, plan, ran } = aBench([anEval('say')], { programs });
    await firstPass(bench, plan, NOTHING);
    expect([ran('base'), ran('head')]).toEqual([0, 1]);
  });

  it('runs it on base too where all of base is wanted', async () => {
    const { bench, plan, ran } = aBench([anEval('say')], { programs });
    await firstPass(bench, plan, { fullBase: true, changed: [] });
    expect([ran('base'), ran('head')]).toEqual([1, 1]);
  });

  it('runs on both sides what can only be judged by comparing', async () => {
    const { bench, plan, ran } = aBench([anEval('say', { cases: [same] }), aTapSuite('t')], { programs });
    await firstPass(bench, plan, NOTHING);
    expect(['say', 't'].map((name) => [ran('base', name), ran('head', name)])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('runs as many trials as the eval says', async () => {
    const { bench, plan, ran } = aBench([anEval('say', { trials: 3, cases: [same] })], { programs });
    await firstPass(bench, plan, NOTHING);
    expect([ran('base'), ran('head')]).toEqual([3, 3]);
    expect(bench.ledger.trials('say/same', 'head')).toBe(3);
  });

  it('compares head with base even when only one program runs at a time', async () => {
    const { bench, plan, world } = aBench([anEval('say', { cases: [same] })], {
      width: 1,
      programs: { say: ({ read }) => read('answer') ?? '' },
      base: { answer: 'yes' },
      head: { answer: 'no' },
    });
    await firstPass(bench, plan, NOTHING);
    const [evidence] = bench.ledger.evidence('say');
    expect([evidence?.base.map((it) => it.kind), evidence?.head.map((it) => it.kind)]).toEqual([
      ['passed'],
      ['differs'],
    ]);
    expect(world.sandbox.most).toBe(1);
  });

  it.each([
    ['a test that it changed', ['test/a.test.js'], 1],
    ['another file that it changed', ['src/a.js'], 0],
  ])("runs the pull request's own version of the tests for %s", async (_, changed, times) => {
    const { bench, plan, ran } = aBench([aTapSuite('t', { tests: ['test/**'], trials: 2 })], { programs });
    await firstPass(bench, plan, { fullBase: false, changed });
    expect([ran('own'), ran('head')]).toEqual([times, 2]);
    expect(bench.ledger.evidence('t')[0]?.own).toHaveLength(times);
  });
});
