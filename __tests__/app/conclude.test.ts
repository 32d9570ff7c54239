import { describe, expect, it } from '@jest/globals';

import { conclude } from '../../src/app/conclude.js';
import { NO_FLAWS } from '../../src/core/diagnose/flaws.js';
import { openHearing } from '../../src/app/hearing.js';
import { firstPass } from '../../src/app/first-pass.js';
import type { Eval } from '../../src/core/evals/eval.js';
import { DEFAULT_WHEN } from '../../src/core/evals/policy.js';
import { aBench, type BenchParts } from '../support/fakes/bench.js';
import { anEval, aTapSuite } from '../support/fakes/played-evals.js';
import { plays, playsSuite } from '../support/fakes/programs.js';

const SETUP = { setup: [{ run: { kind: 'list', argv: ['build'] }, network: true }] } as const;
const onlyOnBase = plays({ base: 'p', head: 'f', own: 'f' });

async function concluded(evals: readonly Eval[], programs: BenchParts['programs'], parts: BenchParts = {}) {
  const all = aBench(evals, { ...parts, ...(programs && { programs }) });
  await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
  const hearing = openHearing(all.plan, 0.05);
  const changes = await conclude(all.bench, all.plan, { evals, flaws: NO_FLAWS, hearing });
  const kinds = Object.fromEntries(changes.map((it) => [it.id, it.kind]));
  return { ...all, changes, kinds, find: (id: string) => changes.find((it) => it.id === id) };
}

describe('what stands on a foundation', () => {
  it('is decided after it, and not rerun when it broke', async () => {
    const { kinds, ran, find } = await concluded([anEval('top', { needs: ['ground'] }), anEval('ground')], {
      ground: onlyOnBase,
      top: onlyOnBase,
    });
    expect(kinds).toEqual({ 'ground/run': 'broke', 'top/run': 'blocked' });
    expect(find('top/run')).toMatchObject({ gate: 'none', blockedBy: 'ground' });
    expect([ran('base', 'top'), ran('head', 'top')]).toEqual([0, 1]);
  });

  it('is blamed on the deepest one', async () => {
    const evals = [anEval('a'), anEval('b', { needs: ['a'] }), anEval('c', { needs: ['b'] })];
    const { find } = await concluded(evals, { a: onlyOnBase, b: onlyOnBase, c: onlyOnBase });
    expect([find('b/run')?.blockedBy, find('c/run')?.blockedBy]).toEqual(['a', 'a']);
  });

  it('passes as usual where it passes', async () => {
    const { kinds } = await concluded([anEval('ground'), anEval('top', { needs: ['ground'] })], {
      ground: onlyOnBase,
      top: plays({ head: 'p' }),
    });
    expect(kinds).toEqual({ 'ground/run': 'broke', 'top/run': 'passes' });
  });

  it('is decided by itself when the foundation is sound, or broke without blocking', async () => {
    const warns = { ...DEFAULT_WHEN, broke: 'warn' } as const;
    const { kinds } = await concluded([anEval('ground', { when: warns }), anEval('top', { needs: ['ground'] })], {
      ground: onlyOnBase,
      top: onlyOnBase,
    });
    expect(kinds).toEqual({ 'ground/run': 'broke', 'top/run': 'broke' });
  });

  it('is unmeasured where it fails and the foundation could not be measured', async () => {
    const { kinds, find } = await concluded([anEval('ground'), anEval('top', { needs: ['ground'] })], {
      ground: () => ({ kind: 'cancelled' }),
      top: onlyOnBase,
    });
    expect(kinds).toEqual({ 'ground/run': 'unmeasured', 'top/run': 'unmeasured' });
    expect(find('top/run')).toMatchObject({ gate: 'block', why: 'needs ground, which could not be measured' });
  });
});

describe('a suite that no longer runs to its end', () => {
  it('is one break, with its tests as consequences', async () => {
    const suite = playsSuite({ one: { base: 'p' }, two: { base: 'p' } });
    const { kinds } = await concluded([aTapSuite('t')], {
      t: (running) => (running.read('side') === 'head' ? { exit: 3, out: 'ok 1 - one\n' } : suite(running)),
    });
    expect(kinds).toEqual({ 't/one': 'blocked', 't/two': 'blocked', 't/(exit)': 'broke' });
  });
});

describe('a setup that works on base alone', () => {
  it('is one break for all that use it, and nothing is rerun', async () => {
    const { kinds, find, ran } = await concluded([anEval('a', SETUP), anEval('b', SETUP)], {
      build: ({ read }) => (read('side') === 'head' ? { exit: 7, err: 'no compiler' } : 0),
      a: () => 0,
      b: () => 0,
    });
    expect(kinds).toEqual({ 'a/(setup)': 'broke', 'a/run': 'blocked', 'b/run': 'blocked' });
    expect(find('a/(setup)')).toMatchObject({
      gate: 'block',
      because: [{ summary: 'setup `build` exited 7: no compiler' }],
    });
    expect(find('b/run')).toMatchObject({ blockedBy: 'a', gate: 'none' });
    expect(['base', 'head'].map((side) => [ran(side, 'build'), ran(side, 'a')])).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('counts as strictly as the strictest eval that uses it', async () => {
    const warns = { ...DEFAULT_WHEN, broke: 'warn' } as const;
    const build = onlyOnBase;
    const { find } = await concluded([anEval('a', { ...SETUP, when: warns }), anEval('b', SETUP)], { build });
    expect(find('b/(setup)')).toMatchObject({ kind: 'broke', gate: 'block' });
    const lenient = await concluded([anEval('a', { ...SETUP, when: warns })], { build });
    expect(lenient.find('a/(setup)')).toMatchObject({ kind: 'broke', gate: 'warn' });
  });

  it('breaks the foundation of what needs any of them', async () => {
    const evals = [anEval('a', SETUP), anEval('b', SETUP), anEval('top', { needs: ['b'] })];
    const { find } = await concluded(evals, { build: onlyOnBase, top: onlyOnBase });
    expect(find('top/run')).toMatchObject({ kind: 'blocked', blockedBy: 'b' });
  });
});

describe('a setup that fails', () => {
  it('on both sides leaves its cases unmeasured', async () => {
    const { kinds, find } = await concluded([anEval('a', SETUP)], { build: () => ({ exit: 7, err: 'no network' }) });
    expect(kinds).toEqual({ 'a/run': 'unmeasured' });
    expect(find('a/run')).toMatchObject({ gate: 'block', why: expect.stringContaining('no network') });
  });

  it('says nothing of head when the run was stopped', async () => {
    const all = aBench([anEval('a', SETUP)], {
      programs: {
        build: () => {
          all.world.stop.abort();
          return 1;
        },
      },
    });
    await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
    const hearing = openHearing(all.plan, 0.05);
    const changes = await conclude(all.bench, all.plan, { evals: [anEval('a', SETUP)], flaws: NO_FLAWS, hearing });
    expect(changes.map(({ id, kind }) => [id, kind])).toEqual([['a/run', 'unmeasured']]);
    expect(all.ran('base')).toBe(0);
  });
});
