import { expect, it } from '@jest/globals';

import { setUpOnce, type Kin } from '../../src/app/kin.js';
import type { Workspace } from '../../src/app/ports.js';
import { FakeWorkspaces } from '../support/fakes/fake-workspaces.js';

const FOLDERS = ['deps'];

/** Some trees, and what their setups come to: `undefined` is success. */
async function among(parts: readonly Kin['part'][], ends: readonly (string | undefined)[] = []) {
  const all = new FakeWorkspaces({ blobs: () => Promise.resolve(new Map()) });
  const ran: Kin['ran'] = new Map();
  const left = [...ends];
  let runs = 0;
  const run = async (): Promise<string | undefined> => {
    runs += 1;
    await Promise.resolve();
    return left.shift();
  };
  const trees: readonly (readonly [Kin, Workspace])[] = await Promise.all(
    parts.map(async (part) => [{ ran, part }, await all.open([])] as const),
  );
  const prepare = ([kin, workspace]: (typeof trees)[number]) =>
    setUpOnce(kin, workspace, { key: 'abcd1234', folders: FOLDERS, run });
  return { trees, prepare, runs: () => runs };
}

it('a tree takes what another of its kin has made', async () => {
  const { trees, prepare, runs } = await among(['gives', 'takes', 'takes']);
  for (const tree of trees) expect(await prepare(tree)).toBeUndefined();
  expect(runs()).toBe(1);
});

it('trees that ask at the same time wait for the first', async () => {
  const { trees, prepare, runs } = await among(['takes', 'takes', 'takes']);
  expect(await Promise.all(trees.map(prepare))).toEqual([undefined, undefined, undefined]);
  expect(runs()).toBe(1);
});

it('head is judged by what its own tree makes of itself, whatever its kin made', async () => {
  const { trees, prepare, runs } = await among(['takes', 'gives']);
  for (const tree of trees) await prepare(tree);
  expect(runs()).toBe(2);
});

it('what does not work in one tree is tried in the next', async () => {
  const { trees, prepare, runs } = await among(['takes', 'takes', 'takes'], ['no disk']);
  expect([await Promise.all(trees.map(prepare)), runs()]).toEqual([['no disk', undefined, undefined], 3]);
});
