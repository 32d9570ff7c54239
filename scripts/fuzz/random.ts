/** Chance that can be repeated: the same seed, target and index draw the same input. */
export interface Random {
  /** A whole number from 0 to below `end`. */
  readonly below: (end: number) => number;
  readonly pick: <T>(all: readonly T[]) => T;
  /** True once in `of` draws. */
  readonly once: (of: number) => boolean;
}

/** Mulberry32, started from the digits of all three. */
export function randomOf(seed: number, target: string, index: number): Random {
  let state = Array.from(target).reduce(
    (sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193),
    seed ^ 0x811c9dc5,
  );
  state = Math.imul(state ^ index, 0x9e3779b1);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    once: (of) => below(of) === 0,
    pick: (all) => {
      if (all.length === 0) throw new Error('nothing to pick from');
      return all[below(all.length)]!;
    },
  };
}
