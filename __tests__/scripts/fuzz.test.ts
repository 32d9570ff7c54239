import { describe, expect, it } from '@jest/globals';
import { emptyTally, playOne } from '../../scripts/fuzz/play.js';
import { hold, type Target } from '../../scripts/fuzz/target.js';
import { TARGETS } from '../../scripts/fuzz/targets.js';

/** A short form of `npm run fuzz`, with inputs of its own. */
const SEED = 20;
const INPUTS = 40;

describe('whatever strangers wrote', () => {
  it.each(TARGETS.map((target) => [target.name, target] as const))('is read or refused by %s', (_, target) => {
    const tally = emptyTally();
    const indexes = Array.from({ length: INPUTS }, (_, index) => index);
    const failures = indexes.flatMap((index) => playOne(target, { seed: SEED, index }, tally) ?? []);
    expect(failures.map(({ index, why }) => `${index}: ${why}`)).toEqual([]);
    expect(tally.accepted + tally.rejected).toBe(INPUTS);
  });
});

describe('the fuzzer', () => {
  const target = (read: Target['read']): Target => ({
    name: 'x',
    share: 1,
    draw: (random) => String(random.below(1e9)),
    read,
  });
  const play = (read: Target['read']) => playOne(target(read), { seed: 1, index: 7 }, emptyTally());

  it('draws the same input again', () => {
    const inputs: string[] = [];
    const note: Target['read'] = (input) => (inputs.push(input), 'accepted');
    play(note);
    play(note);
    playOne(target(note), { seed: 2, index: 7 }, emptyTally());
    expect(inputs[0]).toBe(inputs[1]);
    expect(inputs[2]).not.toBe(inputs[0]);
  });

  it('tells a crash, an escape and a changed prototype, with the input', () => {
    expect(play(() => JSON.parse('{') as 'accepted')).toMatchObject({ index: 7, why: expect.stringContaining('JSON') });
    expect(play(() => (hold(false, 'it got out'), 'accepted'))?.why).toContain('it got out');
    const pollute: Target['read'] = () => (Reflect.set(Object.prototype, 'polluted', 1), 'accepted');
    expect(play(pollute)?.why).toBe('Object.prototype was changed');
    Reflect.deleteProperty(Object.prototype, 'polluted');
    expect(play(() => 'accepted')).toBeUndefined();
  });
});
