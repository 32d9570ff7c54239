import pLimit from 'p-limit';

/** Most of an attack's time goes by in waiting: the product is as slow as GitHub's limits ask it to be. */
const AT_A_TIME = 4;
const turn = pLimit(AT_A_TIME);

/** Plays attacks that have nothing to do with each other side by side, and ends when all of them have. */
export async function together<T>(attacks: readonly T[], play: (attack: T) => Promise<unknown>): Promise<void> {
  const played = await Promise.allSettled(attacks.map((attack) => turn(() => play(attack))));
  for (const one of played) if (one.status === 'rejected') throw one.reason;
}
