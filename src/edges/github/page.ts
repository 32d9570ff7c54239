import * as z from 'zod';

import type { Posted, PullRequestPage } from '../../app/ports.js';
import { posting, readAnswer } from './answers.js';
import { postCheck } from './check-run.js';
import type { GithubClient } from './client.js';
import { allOwn, create, upsertComment } from './comments.js';
import { whoAmI } from './identity.js';

export interface PageOptions {
  readonly owner: string;
  readonly repo: string;
  /** The pull request's number. */
  readonly number: number;
  /** `BASE..HEAD`, full shas: see CheckPlace. */
  readonly externalId: string;
  /** Whether a comment's body carries our marker. */
  isOurs(body: string): boolean;
  /** The head for which a comment handed a break back to the agent. */
  handedBack(body: string): string | undefined;
  /** The head that was judged. Once the pull request has another, a comment about this one would hide the newer answer. */
  readonly headSha?: string;
}

const PullRequest = z.object({ head: z.object({ sha: z.string() }) });

/** The pull request on GitHub, as the application wants it: one comment and one check, and never an exception for a no. */
export function openPage(client: GithubClient, options: PageOptions): PullRequestPage {
  return {
    comment: (draw, when) =>
      posting(async () => {
        const us = await whoAmI(client);
        const isOurs = (text: string): boolean => options.isOurs(text);
        return (await superseded(client, options)) ?? upsertComment(client, options, { draw, us, when, isOurs });
      }),
    check: (draft) => postCheck(client, options, draft),
    handedBack: async () => {
      const own = await handBacks(client, options).catch(() => undefined);
      return own?.flatMap(({ body }) => options.handedBack(body) ?? []);
    },
    handBack: (body) =>
      posting(async () => {
        const us = await whoAmI(client);
        const head = options.handedBack(body);
        const isOurs = (text: string): boolean => head !== undefined && options.handedBack(text) === head;
        return (await superseded(client, options)) ?? create(client, options, { us, isOurs, body });
      }),
  };
}

async function handBacks(client: GithubClient, options: PageOptions) {
  const us = await whoAmI(client);
  return allOwn(client, options, { us, isOurs: (body) => options.handedBack(body) !== undefined });
}

async function superseded({ octokit }: GithubClient, options: PageOptions): Promise<Posted | undefined> {
  const { owner, repo, number, headSha } = options;
  if (headSha === undefined) return undefined;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  const { sha } = readAnswer(PullRequest, data).head;
  return sha === headSha ? undefined : { kind: 'skipped', why: `the pull request is at ${sha} by now` };
}
