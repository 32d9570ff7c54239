import { describe, it } from '@jest/globals';

import { USERS, type User } from './users.js';

/** One line of the table that `npm run threats` prints. */
export interface Threat {
  /** "R5": the requirement's number. */
  readonly id: `R${number}`;
  readonly name: string;
  /** What the pull request tries. */
  readonly attack: string;
  /** What comes of it. */
  readonly outcome: string;
}

/** What parts a test's name into the columns of the table. */
const ARROW = ' → ';

/** Milliseconds: some attacks are several runs, on a machine that may be busy. */
const LONGEST = 300_000;

/** An attack, played by each user of the machine that there is: side by side, and over before the first of them is told. */
export function threat({ id, name, attack, outcome }: Threat, play: (user: User) => Promise<void>): void {
  let plays: Promise<readonly PromiseSettledResult<void>[]> | undefined;
  describe(`${id} ${name}`, () => {
    it.each(USERS.map((user, at) => [user.name, at] as const))(
      `${attack}${ARROW}${outcome} (as %s)`,
      async (_, at) => {
        plays ??= Promise.allSettled(USERS.map(play));
        const played = (await plays)[at];
        if (played?.status === 'rejected') throw played.reason;
      },
      LONGEST,
    );
  });
}
