import type { PullRequestPage, Posted } from '../../../src/app/ports.js';
import { openPage } from '../../../src/edges/github/page.js';
import { type StandIn, startGithub } from './github.js';
import { clientOf } from './session.js';
import { userToken, workflowToken } from './world.js';

const BASE = 'a'.repeat(40);
export const HEAD = 'b'.repeat(40);
const MARKER = '<!-- formative:1 head=';

interface Asking {
  readonly headSha?: string;
  readonly timeout?: number;
  readonly paced?: boolean;
}

/** One pull request on a stand-in, and our comment on it. */
export interface Commenting {
  readonly pull: number;
  /** Where its comments are. */
  readonly path: string;
  page(token: string, options?: Asking): PullRequestPage;
  post(token: string, body: string, options?: Asking): Promise<Posted>;
  /** What stands there, oldest first. */
  bodies(): Promise<readonly string[]>;
}

/** A body that carries our marker. */
export const marked = (text: string): string => `${MARKER}${HEAD} -->\n${text}`;

export function startForComments(): Promise<StandIn> {
  return startGithub({
    tokens: {
      workflow: workflowToken({ contents: 'read', pull_requests: 'write' }),
      fork: workflowToken({ contents: 'read', pull_requests: 'read' }),
      person: userToken('maintainer'),
      app: { kind: 'app', slug: 'acme-evals', permissions: { issues: 'write' } },
    },
    people: ['stranger'],
  });
}

export async function openPullRequest(github: StandIn): Promise<Commenting> {
  const pull = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } });
  const page: Commenting['page'] = (token, options = {}) =>
    openPage(clientOf(github, token, options), {
      owner: 'acme',
      repo: 'tools',
      number: pull,
      externalId: `${BASE}..${HEAD}`,
      isOurs: (text) => text.startsWith(MARKER),
      handedBack: () => undefined,
      ...options,
    });
  return {
    pull,
    path: `/issues/${pull}/comments`,
    page,
    post: (token, body, options) => page(token, options).comment(() => body, 'always'),
    bodies: async () => (await github.comments(pull)).map((comment) => comment.body),
  };
}
