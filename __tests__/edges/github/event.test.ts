import { describe, expect, it } from '@jest/globals';

import { UserError } from '../../../src/core/errors.js';
import { readEvent } from '../../../src/edges/github/event.js';
import {
  dispatchPayload,
  mergeGroupPayload,
  pullRequestPayload,
  type PullRequestFacts,
  pushPayload,
} from '../../support/github/payloads.js';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const MERGE = 'c'.repeat(40);

function facts(over: Partial<PullRequestFacts> = {}): PullRequestFacts {
  return {
    repository: 'acme/tools',
    number: 12,
    base: { ref: 'main', sha: BASE },
    head: { ref: 'mend-dates', sha: HEAD },
    ...over,
  };
}

const read = (over: Partial<PullRequestFacts> = {}) => readEvent('pull_request', pullRequestPayload(facts(over)));

describe('readEvent', () => {
  it('reads a pull request', () => {
    const author = { id: 198_982_749, login: 'Copilot', type: 'Bot' } as const;
    expect(read({ author, title: 'Mend dates', body: 'Closes nothing', mergeSha: MERGE, commits: 3 })).toEqual({
      kind: 'pull-request',
      action: 'opened',
      repository: 'acme/tools',
      number: 12,
      url: 'https://github.com/acme/tools/pull/12',
      headSha: HEAD,
      headRef: 'mend-dates',
      baseSha: BASE,
      baseRef: 'main',
      defaultBranch: 'main',
      fork: false,
      draft: false,
      author,
      title: 'Mend dates',
      body: 'Closes nothing',
      labels: [],
      commits: 3,
      mergeSha: MERGE,
    });
  });

  it('reads a push to a pull request and a draft', () => {
    expect(read({ action: 'synchronize' })).toMatchObject({ action: 'synchronize', draft: false, headSha: HEAD });
    expect(read({ draft: true })).toMatchObject({ action: 'opened', draft: true });
  });

  it.each([
    ['in the repository itself', undefined, false],
    ['in a fork', 'stranger', true],
    ['in a fork that has been deleted', null, true],
  ])('knows a head %s', (_where, fork, expected) => {
    const head = { ref: 'main', sha: HEAD, ...(fork === undefined ? {} : { fork }) };
    expect(read({ head })).toMatchObject({ fork: expected });
  });

  it('does not take a repository that is a fork itself for a fork of itself', () => {
    const payload = pullRequestPayload(facts());
    const pull = payload['pull_request'] as { head: { repo: object } };
    const own = {
      ...payload,
      pull_request: { ...pull, head: { ...pull.head, repo: { ...pull.head.repo, fork: true } } },
    };
    expect(readEvent('pull_request', own)).toMatchObject({ fork: false });
  });

  it('has no merge commit where GitHub could make none', () => {
    expect(read()).not.toHaveProperty('mergeSha');
  });

  it('reads a merge group, a push and a dispatch', () => {
    expect(readEvent('merge_group', mergeGroupPayload('acme/tools', { base: BASE, head: HEAD, number: 12 }))).toEqual({
      kind: 'merge-group',
      repository: 'acme/tools',
      headSha: HEAD,
      headRef: `refs/heads/gh-readonly-queue/main/pr-12-${BASE}`,
      baseSha: BASE,
      baseRef: 'refs/heads/main',
    });
    const push = { ref: 'refs/heads/main', before: BASE, after: HEAD };
    expect(readEvent('push', pushPayload('acme/tools', push))).toEqual({
      kind: 'push',
      repository: 'acme/tools',
      defaultBranch: 'main',
      ...push,
    });
    expect(readEvent('workflow_dispatch', dispatchPayload('acme/tools', 'refs/heads/main'))).toEqual({
      kind: 'workflow-dispatch',
      repository: 'acme/tools',
      ref: 'refs/heads/main',
      defaultBranch: 'main',
    });
  });

  it('names an event that it has no business with, and reads nothing in it', () => {
    expect(readEvent('pull_request_target', null)).toEqual({ kind: 'other', name: 'pull_request_target' });
  });

  it('names every field that it cannot read', () => {
    const broken = pullRequestPayload(facts({ number: -1, head: { ref: 'x', sha: '$(reboot)' } }));
    const attempt = () => readEvent('pull_request', broken);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(
      /pull_request\.number[^]*pull_request\.head\.sha|pull_request\.head\.sha[^]*pull_request\.number/,
    );
    expect(() => readEvent('push', {})).toThrow(/event push/);
  });
});
