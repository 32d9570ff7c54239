import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { publish, type Published } from '../../src/app/publish.js';
import { readMarker } from '../../src/core/report/marker.js';
import { readSaid } from '../../src/edges/github/accept-claims.js';
import type { GithubClient } from '../../src/edges/github/client.js';
import { isGuarded } from '../../src/edges/github/guarded-branch.js';
import { openPage } from '../../src/edges/github/page.js';
import type { Fault } from '../support/github/faults.js';
import { FAULTS } from '../support/github/eight-faults.js';
import { type StandIn, startGithub } from '../support/github/github.js';
import { clientOf } from '../support/github/session.js';
import { workflowToken } from '../support/github/world.js';
import { aBreak, strictBreak } from '../support/results.js';

jest.setTimeout(120_000);

/** Every call that a run makes after its trials: what it asks, and what it posts. */
const CALLS = [
  ['who we are', { method: 'POST', path: '/graphql' }],
  ['the branch', { method: 'GET', path: '/branches/' }],
  ['the comments', { method: 'GET', path: /\/comments\?/ }],
  ['the checks', { method: 'GET', path: '/check-runs?' }],
  ['the check', { method: 'POST', path: '/check-runs' }],
  ['the head', { method: 'GET', path: /\/pulls\/\d+\?$/ }],
  ['the comment', { method: 'POST', path: /\/issues\/\d+\/comments/ }],
] as const satisfies readonly (readonly [string, Pick<Fault, 'method' | 'path'>])[];

const BASE = 'a'.repeat(40);
let github: StandIn;
let heads = 0;

beforeAll(async () => {
  const rights = { contents: 'read', checks: 'write', pull_requests: 'write' } as const;
  github = await startGithub({ tokens: { workflow: workflowToken(rights) } });
});

afterAll(() => github.close());

interface Run {
  readonly number: number;
  readonly head: string;
  readonly published: Published;
}

/** What follows the trials of a run that found a break, with what goes wrong on the way. */
async function run(fault: Fault): Promise<Run> {
  heads += 1;
  const head = heads.toString(16).padStart(40, '0');
  const number = await github.pullRequest({ base: { ref: 'topic-1', sha: BASE }, head: { ref: 'topic', sha: head } });
  // One that stays would meet the next test too: each has a client, and faults, of its own.
  const client = clientOf(github, 'workflow');
  const stop = github.fail(fault);
  try {
    return { number, head, published: await told(client, number, head) };
  } finally {
    stop();
  }
}

async function told(client: GithubClient, number: number, head: string): Promise<Published> {
  const where = { owner: 'acme', repo: 'tools', number };
  const isOurs = (body: string): boolean => readMarker(body) !== undefined;
  const noteOf = (body: string) => readMarker(body)?.note;
  await readSaid(client, { ...where, author: 1, isOurs, noteOf });
  await isGuarded(client, { repository: 'acme/tools', branch: 'topic-1', defaultBranch: 'main' });
  const page = openPage(client, {
    ...where,
    headSha: head,
    externalId: `${BASE}..${head}`,
    isOurs,
    handedBack: () => undefined,
  });
  const result = aBreak([strictBreak()]);
  return publish(result, page, { checkName: 'formative', headSha: head, comment: 'always', now: 1 });
}

describe.each(CALLS)('when %s', (_call, where) => {
  describe.each(FAULTS)('meets %s', (_fault, kind, { passes }) => {
    it.each([1, 2, Infinity])('%d times, what stands there is the true verdict or nothing', async (times) => {
      const { number, head, published } = await run({ ...where, ...kind, times });
      const checks = await github.checks(head);
      const comments = await github.comments(number);
      expect(checks.map(({ conclusion }) => conclusion)).toEqual(isPosted(published.check) ? ['failure'] : []);
      expect(comments.map(({ body }) => body.includes('❌'))).toEqual(isPosted(published.comment) ? [true] : []);
      // A call that gates may keep what it is for from being shown; what passes by itself may not.
      if (passes && times <= 2) expect([published.check, published.comment].map(isPosted)).toEqual([true, true]);
    });
  });
});

function isPosted(posted: Published['comment']): boolean {
  return posted !== undefined && 'url' in posted;
}
