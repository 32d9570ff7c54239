import { describe, expect, it } from '@jest/globals';

import { readLately } from '../../src/core/plan/lately.js';
import { FakeHistory } from '../support/fakes/fake-history.js';
import { hangs, type Behaviour } from '../support/fakes/fake-sandbox.js';
import { plays } from '../support/fakes/programs.js';
import { aPullRequest, type FakeWorld, type Story } from '../support/fakes/world.js';

const NEEDS = 'needs: [first]\nrun: [b]\n';

/** A quick run of ten seconds, whose time is over when a program calls `over`. */
function quickly(
  evals: Readonly<Record<string, string>>,
  programs: (world: () => FakeWorld, over: () => void) => Readonly<Record<string, Behaviour>>,
): { readonly world: FakeWorld; readonly run: (lately?: FakeHistory) => Promise<Story> } {
  const stop = new AbortController();
  const files = Object.fromEntries(Object.entries(evals).map(([id, text]) => [`evals/${id}.yml`, text]));
  const world: FakeWorld = aPullRequest({ ...files, side: 'base' }, [{ side: 'head' }], {
    width: 1,
    programs: programs(
      () => world,
      () => {
        stop.abort();
      },
    ),
  });
  const run = (lately = new FakeHistory()) =>
    world.judge({ quick: { seconds: 10, over: stop.signal }, diagnose: false }, { lately });
  return { world, run };
}

const takes =
  (seconds: number) =>
  (world: () => FakeWorld): Behaviour =>
  () => {
    world().advance(seconds);
    return 0;
  };

describe('a quick run', () => {
  it('that reaches everything says what any run says', async () => {
    const { run } = quickly({ first: 'run: [a]\n', second: NEEDS }, (world) => ({
      a: takes(1)(world),
      b: takes(1)(world),
    }));
    const { result } = await run();
    expect([result.verdict, result.quick]).toEqual(['nothing-broke', { seconds: 10, reached: 2, planned: 2 }]);
  });

  it('starts nothing when its seconds are over, names what is left, and does not call it a pass', async () => {
    const { run, world } = quickly({ first: 'run: [a]\n', second: NEEDS, third: NEEDS }, (world) => ({
      a: takes(1)(world),
      b: takes(10)(world),
    }));
    const { result, changes } = await run();
    expect(world.sandbox.commands).toEqual(['a', 'b']);
    expect([result.verdict, result.reasons.map(({ code }) => code), result.quick?.reached]).toEqual([
      'could-not-tell',
      ['not-reached'],
      2,
    ]);
    expect(changes).toEqual({ 'first/run': 'passes', 'second/run': 'passes', 'third/run': 'unmeasured' });
    expect(result.cases.filter(({ notReached }) => notReached).map(({ id, gate }) => [id, gate])).toEqual([
      ['third/run', 'block'],
    ]);
  });

  it('ends what is running when they are over, and does not count it', async () => {
    const { run } = quickly({ first: 'run: [a]\n', second: NEEDS }, (_, over) => ({
      a: () => 0,
      b: () => {
        over();
        return hangs();
      },
    }));
    const { result, changes } = await run();
    expect([result.verdict, result.quick?.reached, changes['second/run']]).toEqual(['could-not-tell', 1, 'unmeasured']);
    expect(result.reasons.map(({ code }) => code)).toEqual(['not-reached']);
  });

  it('finds a break, though it does not reach everything', async () => {
    const { run } = quickly({ first: 'run: [a]\n', second: NEEDS, third: 'needs: [second]\nrun: [c]\n' }, (world) => ({
      a: takes(0.1)(world),
      b: plays({ base: 'p', head: 'f' }),
      c: takes(30)(world),
    }));
    const lately = new FakeHistory();
    lately.text = '{"schema":"formative.lately/1","unit":"third/run","seconds":30,"failed":false}\n';
    const { result, changes } = await run(lately);
    expect([result.verdict, changes]).toEqual([
      'broke',
      { 'first/run': 'passes', 'second/run': 'broke', 'third/run': 'unmeasured' },
    ]);
    expect(result.along).toEqual([{ through: ['first'], at: 'second' }]);
  });

  it('says a break of what stands on an eval that it did not reach', async () => {
    const { run } = quickly({ first: 'run: [a]\n', second: NEEDS }, (world) => ({
      a: takes(30)(world),
      b: plays({ base: 'p', head: 'f' }),
    }));
    const lately = new FakeHistory('{"schema":"formative.lately/1","unit":"first/run","seconds":30,"failed":false}\n');
    const { changes } = await run(lately);
    expect(changes).toEqual({ 'first/run': 'unmeasured', 'second/run': 'broke' });
  });

  it('could not tell where nothing is left, but its seconds were over before all was decided', async () => {
    let trials = 0;
    const { run } = quickly({ first: 'run: [a]\n' }, (_, over) => ({
      a: () => {
        trials += 1;
        if (trials === 1) return 1;
        over();
        return hangs();
      },
    }));
    const { result } = await run();
    expect([result.verdict, result.quick?.reached]).toEqual(['could-not-tell', 1]);
    expect(result.reasons.map(({ code }) => code)).toContain('budget-spent');
  });

  it('is could-not-tell only for what decides', async () => {
    const warns = `${NEEDS}when: { unclear: warn }\n`;
    const { run } = quickly({ first: 'run: [a]\n', second: warns }, (world) => ({
      a: takes(10)(world),
      b: takes(1)(world),
    }));
    const { result, changes } = await run();
    expect([result.verdict, changes['second/run']]).toEqual(['nothing-broke', 'unmeasured']);
  });

  it('remembers for the next one what failed, what it took, and what was ended', async () => {
    const { run } = quickly({ first: 'run: [a]\n', second: NEEDS }, (world, over) => ({
      a: plays({ base: 'f', head: 'f' }),
      b: () => {
        world().advance(3);
        over();
        return hangs();
      },
    }));
    const lately = new FakeHistory('{"schema":"formative.lately/1","unit":"gone/run","seconds":2,"failed":true}\n');
    await run(lately);
    const known = readLately(lately.text ?? '');
    expect([known.get('gone/run')?.failed, known.get('first/run')?.failed, known.get('second/run')?.failed]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('goes on without what cannot be read or kept', async () => {
    const { run } = quickly({ first: 'run: [a]\n' }, () => ({ a: () => 0 }));
    const lately = new FakeHistory();
    lately.load = () => Promise.reject(new Error('unreadable'));
    lately.replace = () => Promise.reject(new Error('full'));
    expect((await run(lately)).result.verdict).toBe('nothing-broke');
  });
});
