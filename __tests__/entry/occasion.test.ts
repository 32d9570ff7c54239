import { describe, expect, it } from '@jest/globals';

import type { Commit } from '../../src/app/ports.js';
import { UserError } from '../../src/core/errors.js';
import type { GithubEvent } from '../../src/edges/github/event.js';
import { askedApart, askedFor, occasionOf, type Occasion } from '../../src/entry/occasion.js';

const INPUTS = {
  mode: 'all',
  token: 't',
  folder: 'evals',
  sandbox: 'off',
  checkName: 'formative',
  workflow: 'formative-run.yml',
} as const;
const OCCASION: Occasion = { headSha: 'head', baseSha: 'base', baseRef: 'main', repository: 'acme/tools' };

function ask(
  sha: string,
  parents: readonly string[] | undefined,
  inputs: Partial<Record<'base' | 'head', string>> = {},
) {
  const commit = (revision: string): Promise<Commit> => {
    if (parents === undefined) return Promise.reject(new UserError(`no commit ${revision}`, { help: 'fetch it' }));
    return Promise.resolve({ sha: revision, tree: 'tree', parents, subject: '' });
  };
  return askedFor({ commit }, { occasion: OCCASION, inputs: { ...INPUTS, ...inputs }, sha });
}

describe('the two sides', () => {
  it('are the merge and its first parent, where the checkout has the merge of this very head', async () => {
    expect(await ask('merge', ['main-tip', 'head'])).toMatchObject({
      base: 'main-tip',
      head: 'merge',
      tip: 'head',
      exactBase: true,
    });
  });

  it.each([
    ['the checkout is the head itself', ['before']],
    ['the merge is of an older head', ['main-tip', 'older']],
    ['the commit is not there', undefined],
  ])('are the head and where it left base, when %s', async (_, parents) => {
    expect(await ask('sha', parents)).toEqual({ base: 'base', head: 'head', labels: { base: 'main', head: 'head' } });
  });

  it('are what the inputs say', async () => {
    expect(await ask('merge', ['main-tip', 'head'], { base: 'v1' })).toEqual({ base: 'v1', head: 'head' });
    expect(await ask('merge', ['main-tip', 'head'], { head: 'v2' })).toEqual({ base: 'base', head: 'v2' });
  });
});

it('are the branch and where it left the default branch, in a run by hand: nothing breaks beside itself', async () => {
  const commit = (revision: string): Promise<Commit> =>
    Promise.resolve({ sha: revision, tree: 'tree', parents: ['before'], subject: '' });
  const occasion: Occasion = { ...OCCASION, baseSha: 'head' };
  expect(await askedFor({ commit }, { occasion, inputs: INPUTS, sha: 'head' })).toEqual({ head: 'head' });
  const onDefault = { ...occasion, trusted: true } as const;
  expect(await askedFor({ commit }, { occasion: onDefault, inputs: INPUTS, sha: 'head' })).toMatchObject({
    base: 'head',
  });
});

describe('the occasion', () => {
  it('of a run by hand has no pull request', () => {
    const byHand = { kind: 'workflow-dispatch', repository: 'acme/tools', defaultBranch: 'main' } as const;
    const sides = { headSha: 'sha', baseSha: 'sha', repository: 'acme/tools' };
    const onMain = occasionOf({ ...byHand, ref: 'refs/heads/main' }, 'sha');
    expect(onMain).toEqual({ ...sides, baseRef: 'refs/heads/main', trusted: true });
    const elsewhere = occasionOf({ ...byHand, ref: 'refs/heads/topic' }, 'sha');
    expect(elsewhere).toEqual({ ...sides, baseRef: 'refs/heads/topic' });
  });

  it('is refused for an event that says nothing of two sides', () => {
    expect(() => occasionOf({ kind: 'other', name: 'issues' }, 'sha')).toThrow('does not handle the event issues');
  });
});

describe('a pull request that was given by its number', () => {
  const byHand = { kind: 'workflow-dispatch', repository: 'acme/tools', ref: 'refs/heads/main' } as const;
  const onMain = { ...byHand, defaultBranch: 'main' };
  const asked = (sha: string, parents: readonly string[], event: GithubEvent = onMain) =>
    askedApart(
      {
        defaultBranch: () => Promise.resolve('main'),
        commit: () => Promise.resolve({ sha, tree: 'tree', parents, subject: '' }),
      },
      { event, inputs: { ...INPUTS, prNumber: 7 }, sha: 'main-tip' },
    );

  it('has the sides of the merge that was checked out', async () => {
    expect(await asked('merge', ['base', 'head'])).toMatchObject({ base: 'base', head: 'head', merge: true });
  });

  it.each([
    ['the default branch is', 'main-tip', ['before', 'other']],
    ['the head is', 'head', ['before']],
  ])('is refused where %s checked out', async (_, sha, parents) => {
    await expect(asked(sha, parents)).rejects.toThrow('not the merge of pull request #7');
  });

  it('is refused for any event but a run by hand', async () => {
    const queue = { headSha: 'a', headRef: 'q', baseSha: 'b', baseRef: 'main' };
    const event = { kind: 'merge-group', repository: 'acme/tools', ...queue } as const;
    await expect(asked('merge', ['base', 'head'], event)).rejects.toThrow('`pr-number` is for a run by hand');
  });
});
