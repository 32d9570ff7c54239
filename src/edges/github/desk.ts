import * as z from 'zod';

import type { CommandDesk } from '../../app/command-desk.js';
import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import { findOwn, upsertComment } from './comments.js';
import { whoAmI } from './identity.js';
import { ownReactions, react } from './reactions.js';
import { findRun, runAgain } from './run-again.js';
import { permissionOf, readSpoken, spokenSince } from './spoken.js';

interface DeskOptions {
  readonly owner: string;
  readonly repo: string;
  /** The pull request's number. */
  readonly number: number;
  /** Id of the comment that is to be obeyed. */
  readonly comment: number;
  /** File name of the workflow that makes trials. */
  readonly workflow: string;
  isOurs(body: string): boolean;
}

const Pull = z.object({
  state: z.string(),
  head: z.object({ sha: z.string() }),
  base: z.object({ sha: z.string() }),
  user: z.object({ id: z.int() }).nullable(),
});

/** A comment on a pull request, and everything that obeying it asks of GitHub. */
export async function openDesk(client: GithubClient, options: DeskOptions): Promise<Omit<CommandDesk, 'policy'>> {
  const { owner, repo, number } = options;
  const us = await whoAmI(client);
  const own = { us, isOurs: (body: string) => options.isOurs(body) };
  return {
    spoken: () => readSpoken(client, options, options.comment),
    isAnswered: async () => {
      const left = await ownReactions(client, options, us);
      return left.includes('rocket') || left.includes('confused');
    },
    sign: (sign) => react(client, options, sign),
    permissionOf: (login) => permissionOf(client, options, login),
    pull: async () => {
      const { data } = await client.octokit.rest.pulls.get({ owner, repo, pull_number: number });
      const { state, head, base, user } = readAnswer(Pull, data);
      return { headSha: head.sha, baseSha: base.sha, author: user?.id, open: state === 'open' };
    },
    spokenSince: (seconds) => spokenSince(client, options, seconds),
    report: async () => (await findOwn(client, options, own))?.body,
    edit: (draw) => upsertComment(client, options, { ...own, draw, when: 'always' }),
    runOf: (headSha, known) => findRun(client, { ...options, headSha, known }),
    rerun: (run) => runAgain(client, options, run),
  };
}
