import * as z from 'zod';

import { failureWords, readAnswer, UnreadableAnswer } from './answers.js';
import type { GithubClient } from './client.js';

/** Who writes with our token: the account's id, which nobody else can take. */
export interface Identity {
  readonly id: number;
}

export interface Author {
  readonly id: number;
}

/** `GET /user` is closed to the tokens of apps, a workflow's own among them; this answers every token. */
const QUESTION = 'query { viewer { databaseId } }';
const Answer = z.object({ viewer: z.object({ databaseId: z.int() }) });

/** A token stays its owner's. */
const answered = new WeakMap<GithubClient, Identity>();

/** Asks GitHub who we are, until it has answered: GraphQL is posted to, and what is posted waits a second for what was posted before. */
export async function whoAmI(client: GithubClient): Promise<Identity> {
  const us = answered.get(client) ?? (await ask(client));
  answered.set(client, us);
  return us;
}

async function ask({ octokit }: GithubClient): Promise<Identity> {
  const { viewer } = readAnswer(Answer, await octokit.graphql(QUESTION).catch(refuse));
  return { id: viewer.databaseId };
}

/** GraphQL refuses with a good status, and the packages give that no common shape. */
function refuse(error: unknown): never {
  if (failureWords(error) !== undefined || !(error instanceof Error)) throw error;
  throw new UnreadableAnswer(`GitHub does not say who we are: ${error.message.trim()}`);
}

export function isBy(author: Author | null, us: Identity): boolean {
  return author?.id === us.id;
}
