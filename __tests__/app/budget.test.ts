import { describe, expect, it } from '@jest/globals';

import { budgetOf } from '../../src/app/budget.js';
import { DEFAULT_POLICY } from '../../src/core/evals/policy.js';
import { aPullRequest } from '../support/fakes/world.js';

const POLICY = { ...DEFAULT_POLICY.budget, minutes: 2, trials: 3 };

function budget(seconds: { now: number } = { now: 50 }, stop = new AbortController()) {
  return budgetOf(POLICY, () => seconds.now, stop.signal);
}

describe('a budget', () => {
  it('lasts for exactly the trials that it allows', () => {
    const one = budget();
    for (let trial = 0; trial < 3; trial += 1) one.spend();
    expect([one.trials(), one.signal.aborted, one.troubles()]).toEqual([3, false, []]);
    one.spend();
    expect([one.trials(), one.signal.aborted]).toEqual([3, true]);
  });

  it('says how far it came, whatever is still asked of it', () => {
    const one = budget();
    for (let trial = 0; trial < 9; trial += 1) one.spend();
    expect(one.troubles()).toEqual([
      { code: 'budget-spent', text: 'Stopped early: the budget of 3 trials is spent, after 3 trials.' },
    ]);
  });

  it('ends by the clock', () => {
    const seconds = { now: 50 };
    const one = budget(seconds);
    seconds.now = 169;
    one.spend();
    expect(one.signal.aborted).toBe(false);
    seconds.now = 170;
    one.spend();
    expect(one.signal.aborted).toBe(true);
    expect(one.troubles()).toMatchObject([{ text: 'Stopped early: the budget of 2 minutes is spent, after 1 trial.' }]);
  });

  it('ends by the clock between two questions to a judge, and counts the second for nothing', () => {
    const seconds = { now: 50 };
    const one = budget(seconds);
    expect(one.spendCall()).toBe(true);
    seconds.now = 170;
    expect([one.spendCall(), one.signal.aborted, one.calls()]).toEqual([false, true, 1]);
    expect(one.troubles()).toMatchObject([
      { text: 'Stopped early: the budget of 2 minutes is spent, after 0 trials.' },
    ]);
  });

  it('goes on with trials when the calls of a judge are spent', () => {
    const one = budgetOf({ ...POLICY, judgeCalls: 1 }, () => 0, new AbortController().signal);
    expect([one.spendCall(), one.spendCall(), one.spendCall(), one.signal.aborted]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    one.spend();
    expect([one.trials(), one.calls()]).toEqual([1, 1]);
  });

  it('is over when the caller stops, and says so', () => {
    const stop = new AbortController();
    const one = budget({ now: 0 }, stop);
    stop.abort();
    expect(one.signal.aborted).toBe(true);
    expect(one.troubles()).toEqual([
      { code: 'budget-spent', text: 'Stopped early: it was cancelled, after 0 trials.' },
    ]);
  });
});

describe('a pull request that costs more than it may', () => {
  const cases = ['a', 'b', 'c', 'd'].map((name) => `  ${name}: { args: [${name}] }\n`).join('');
  const base = (policy: string) => ({
    'evals/_formative.yml': policy,
    'evals/say.yml': `run: [say]\ncases:\n${cases}`,
  });

  it('could not tell, and runs no more trials', async () => {
    const world = aPullRequest(base('budget: { trials: 2 }\n'), [{ note: 'x' }], {
      programs: { say: () => 0 },
      width: 1,
    });
    const { result, changes } = await world.judge();
    expect([result.verdict, result.reasons.map(({ code }) => code)]).toEqual([
      'could-not-tell',
      ['unmeasured', 'budget-spent'],
    ]);
    expect(result.reasons[1]?.text).toBe(
      'Stopped early: the budget of 2 trials is spent, after 2 trials; 2 of 4 cases measured.',
    );
    expect(changes).toEqual({ 'say/a': 'passes', 'say/b': 'passes', 'say/c': 'unmeasured', 'say/d': 'unmeasured' });
    expect([world.sandbox.started.length, result.budget.trials, result.budget.spent]).toEqual([2, 2, true]);
  });

  it('could not tell even where what is unclear only warns', async () => {
    const policy = 'budget: { trials: 2 }\nwhen: { unclear: warn }\n';
    const world = aPullRequest(base(policy), [{ note: 'x' }], { programs: { say: () => 0 }, width: 1 });
    expect((await world.judge()).result.verdict).toBe('could-not-tell');
  });

  it('is measured when it costs just what it may', async () => {
    const world = aPullRequest(base('budget: { trials: 4 }\n'), [{ note: 'x' }], { programs: { say: () => 0 } });
    const { result } = await world.judge();
    expect([result.verdict, result.budget.spent]).toEqual(['nothing-broke', false]);
  });

  it('could not tell when the minutes are over, by the clock', async () => {
    const world = aPullRequest(base('budget: { minutes: 1 }\n'), [{ note: 'x' }], {
      width: 1,
      programs: {
        say: () => {
          world.advance(40);
          return 0;
        },
      },
    });
    const { result } = await world.judge();
    expect([result.verdict, world.sandbox.started.length, result.timing.seconds]).toEqual(['could-not-tell', 2, 80]);
  });

  it('could not tell when somebody stops it, even where what is unclear only warns', async () => {
    const world = aPullRequest(base('when: { unclear: warn }\n'), [{ note: 'x' }], {
      width: 1,
      programs: {
        say: ({ args }) => {
          if (args[0] === 'b') world.stop.abort();
          return 0;
        },
      },
    });
    const { result } = await world.judge();
    expect([result.verdict, world.sandbox.started.length]).toEqual(['could-not-tell', 2]);
  });

  it('still hears of a break that was seen before', async () => {
    const world = aPullRequest(base('budget: { trials: 11 }\n'), [{ gone: 'x' }], {
      width: 1,
      programs: { say: ({ args, read }) => (args[0] === 'a' && read('gone') === 'x' ? 1 : 0) },
    });
    const { result } = await world.judge();
    expect([result.verdict, result.counts.broke]).toEqual(['broke', 1]);
  });

  it('is not left in doubt by what its own evals cost', async () => {
    const own = { 'evals/new.yml': `run: [say]\ncases:\n${cases}` };
    const world = aPullRequest(base('budget: { trials: 6 }\n'), [own], { programs: { say: () => 0 }, width: 1 });
    const { result } = await world.judge();
    expect([result.verdict, world.sandbox.started.length]).toEqual(['nothing-broke', 6]);
    expect(result.proposed.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'unmeasured', 'unmeasured']);
  });
});
