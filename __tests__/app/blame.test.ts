import { describe, expect, it } from '@jest/globals';

import { aPullRequest, type FakeWorld } from '../support/fakes/world.js';
import type { Behaviour } from '../support/fakes/fake-sandbox.js';

const EVALS = {
  'evals/a.yml': 'run: [a]\ncases: { one: { args: [one] }, two: { args: [two] } }\n',
  'evals/b.yml': 'run: [b]\n',
};
const BASE = { ...EVALS, 'broken.txt': '', 'b.txt': '' };

/** A case fails where the tree's file names it. */
const a: Behaviour = ({ args, read }) => (read('broken.txt')?.includes(args[0] ?? '') === true ? 1 : 0);
const b: Behaviour = ({ read }) => (read('b.txt') === 'broken' ? 1 : 0);

/** Commits of which each breaks the cases that are named at its place, for good. */
function history(...breaks: readonly string[]): FakeWorld {
  const edits = breaks.map((_, index) => ({ note: String(index), 'broken.txt': breaks.slice(0, index + 1).join(' ') }));
  return aPullRequest(BASE, edits, { programs: { a, b } });
}

function breaksAt(index: number, of: number): FakeWorld {
  return history(...Array.from({ length: of }, (_, commit) => (commit === index ? 'one' : '')));
}

async function subjects(world: FakeWorld, only: readonly string[] = []) {
  const { result } = await world.judge({ only });
  const nameOf = async (sha: string) => (await world.repository.commit(sha)).subject;
  return Promise.all(
    result.culprits.map(async ({ cases, lastWorking, firstBroken, exact }) => ({
      cases,
      worked: await nameOf(lastWorking),
      broke: await nameOf(firstBroken),
      exact,
    })),
  );
}

/** How many trials ran to find the commit. */
async function probes(world: FakeWorld): Promise<number> {
  const from = world.progress.length;
  await world.judge();
  const since = world.progress.slice(from);
  const start = since.findIndex((it) => it.kind === 'phase' && it.text.startsWith('looking for the commit'));
  if (start < 0) return 0;
  const during = since.slice(start + 1);
  const end = during.findIndex((it) => it.kind === 'phase');
  return during.slice(0, end < 0 ? during.length : end).filter((it) => it.kind === 'trial').length;
}

describe('the commit to blame', () => {
  it.each([0, 3, 6, 7])('is found among eight (number %i)', async (index) => {
    expect(await subjects(breaksAt(index, 8))).toEqual([
      {
        cases: ['a/one'],
        worked: index === 0 ? 'base' : `commit ${index - 1}`,
        broke: `commit ${index}`,
        exact: true,
      },
    ]);
  });

  it.each([
    [8, 6],
    [20, 8],
  ])('is found among %i with at most %i runs of what broke', async (commits, most) => {
    for (const index of [0, Math.floor(commits / 2), commits - 1]) {
      const runs = await probes(breaksAt(index, commits));
      expect(runs).toBeGreaterThan(0);
      expect(runs).toBeLessThanOrEqual(most);
    }
  });

  it('is looked for by running nothing else', async () => {
    const world = breaksAt(4, 8);
    // With some evals named, nothing is asked about the others.
    const only = ['a', 'b'];
    await world.judge({ diagnose: false, only });
    const before = world.sandbox.commands;
    const again = breaksAt(4, 8);
    await again.judge({ only });
    expect(new Set(again.sandbox.commands.slice(before.length))).toEqual(new Set(['a one']));
  });

  it('needs no run in a pull request of one commit', async () => {
    const world = history('one');
    expect(await probes(world)).toBe(0);
    expect(await subjects(world)).toMatchObject([{ worked: 'base', broke: 'commit 0', exact: true }]);
  });

  it('is the same for all that broke with it, and tried first for each of them', async () => {
    const world = history('', '', '', '', 'one two', '', '', '');
    expect(await subjects(world)).toEqual([
      { cases: ['a/one', 'a/two'], worked: 'commit 3', broke: 'commit 4', exact: true },
    ]);
    const hinted = await probes(world);
    const one = await probes(history('', '', '', '', 'one', '', '', ''));
    expect(hinted - one).toBeLessThanOrEqual(4);
  });

  it('differs for breaks of different commits, the oldest first', async () => {
    expect(await subjects(history('', 'two', '', 'one', ''))).toEqual([
      { cases: ['a/two'], worked: 'commit 0', broke: 'commit 1', exact: true },
      { cases: ['a/one'], worked: 'commit 2', broke: 'commit 3', exact: true },
    ]);
  });

  it('is not looked for when nobody wants to know, or nothing broke', async () => {
    const world = breaksAt(2, 5);
    expect((await world.judge({ diagnose: false })).result.culprits).toEqual([]);
    expect(await probes(history('', '', ''))).toBe(0);
  });

  it('is nobody where the change is not committed', async () => {
    const world = history('', '');
    world.repository.edit({ 'broken.txt': 'one' });
    const { result, changes } = await world.judge();
    expect([changes['a/one'], result.culprits]).toEqual(['broke', []]);
  });

  it('is passed over where a commit cannot be merged into base', async () => {
    const world = history('', 'two');
    world.repository.switchTo('main');
    world.repository.add('moved on', { note: 'other', 'b.txt': 'x' });
    world.repository.switchTo('topic');
    world.repository.add('back to one note', { note: 'other' });
    const { result } = await world.judge({ base: 'main', exactBase: true });
    const worked = (await world.repository.commitsBetween('main', 'topic'))[0]?.sha;
    expect(result.culprits).toMatchObject([{ cases: ['a/two'], lastWorking: worked, exact: false }]);
  });
});

describe('a pull request and a base that moved on', () => {
  /** `a one` fails where the old name is used and the new one holds. */
  const renamed: Behaviour = ({ read }) => (read('used.txt') === 'old' && read('name.txt') === 'new' ? 1 : 0);
  const base = { 'evals/a.yml': 'run: [a]\n', 'name.txt': 'old', 'used.txt': '' };
  const asked = { base: 'main', head: 'topic', exactBase: true, merge: true };
  const playing = (commits: readonly Record<string, string>[]): FakeWorld => {
    const world = aPullRequest(base, commits, { programs: { a: renamed } });
    world.repository.switchTo('main');
    world.repository.add('rename', { 'name.txt': 'new' });
    return world;
  };
  const culpritOf = async (world: FakeWorld) => {
    const { result } = await world.judge(asked);
    const [culprit] = result.culprits;
    const { subject } = await world.repository.commit(culprit?.lastWorking ?? '');
    return { ...culprit, worked: subject };
  };

  it('may work each by itself, and break when they are merged', async () => {
    const world = playing([{ note: '0' }, { 'used.txt': 'old' }, { note: '2' }]);
    expect(await culpritOf(world)).toMatchObject({
      ...{ subject: 'commit 1', worked: 'commit 0', exact: true, onlyMerged: true },
    });
  });

  it('are not called so where the commit fails by itself', async () => {
    const world = playing([{ note: '0' }, { 'used.txt': 'old', 'name.txt': 'new' }, { note: '2' }]);
    expect(await culpritOf(world)).toMatchObject({ subject: 'commit 1' });
    expect(await culpritOf(world)).not.toHaveProperty('onlyMerged');
  });

  it('may break in the merge of base that mends their conflict', async () => {
    const world = playing([{ note: '0' }, { 'name.txt': 'mine' }]);
    world.repository.switchTo('topic');
    const merged = world.repository.merge('main', { 'name.txt': 'new', 'used.txt': 'old', note: '0' });
    world.repository.add('more', { note: '3' });
    expect(await culpritOf(world)).toMatchObject({
      ...{ firstBroken: merged, merge: 'of-base', worked: 'commit 1', exact: true },
    });
  });

  it('may break in the merge of another branch', async () => {
    const world = playing([{ note: '0' }]);
    world.repository.switchTo('side');
    world.repository.add('beside', { 'used.txt': 'old', 'name.txt': 'new' });
    world.repository.switchTo('topic');
    const merged = world.repository.merge('side');
    expect(await culpritOf(world)).toMatchObject({ firstBroken: merged, merge: 'of-another', worked: 'commit 0' });
  });
});

describe('a setup that broke', () => {
  const evals = { 'evals/a.yml': 'setup: build\nrun: [a]\ncases: { one: {}, two: {} }\n' };
  const build: Behaviour = ({ read }) => (read('broken.txt') === 'setup' ? 1 : 0);

  it('is one break of one commit, however many cases stand on it', async () => {
    const edits = ['', '', 'setup', 'setup'].map((text, index) => ({ note: String(index), 'broken.txt': text }));
    const world = aPullRequest({ ...evals, 'broken.txt': '' }, edits, { programs: { build, a: () => 0 } });
    expect(await subjects(world)).toMatchObject([{ cases: ['a/(setup)'], worked: 'commit 1', broke: 'commit 2' }]);
  });

  it('is looked for with no more programs at a time than anything else', async () => {
    const many = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((id) => [`evals/${id}.yml`, `setup: build ${id}\nrun: [run]\n`]),
    );
    const edits = ['', '', 'setup', 'setup'].map((text, index) => ({ note: String(index), 'broken.txt': text }));
    const world = aPullRequest({ ...many, 'broken.txt': '' }, edits, { programs: { build, run: () => 0 }, width: 2 });
    expect(await subjects(world)).toMatchObject([{ broke: 'commit 2', cases: { length: 5 } }]);
    expect(world.sandbox.most).toBe(2);
  });
});

describe('a setup with a cache', () => {
  const setup = 'setup: { run: build, cache: { key: [lock], keep: [deps] } }\n';
  const evals = { 'evals/a.yml': `${setup}run: [a, one]\n`, 'broken.txt': '', lock: '1' };
  const build: Behaviour = ({ read, write }) => {
    write('deps/lib', `built from ${read('lock')}`);
    return read('broken.txt') === 'setup' ? 1 : 0;
  };
  const uses: Behaviour = ({ read }) => (read('deps/lib') === undefined || read('broken.txt') === 'one' ? 1 : 0);
  const builds = (world: FakeWorld) => world.sandbox.commands.filter((command) => command.startsWith('build')).length;
  const edited = (...locks: readonly string[]) =>
    locks.map((lock, index) => ({ note: String(index), lock, 'broken.txt': index < 5 ? '' : 'one' }));

  it.each([
    ["base's all the way", edited('1', '1', '1', '1', '1', '1', '1', '1'), 1],
    ["head's from the first commit on", edited('2', '2', '2', '2', '2', '2', '2', '2'), 2],
    ["head's from the middle on", edited('1', '1', '1', '1', '2', '2', '2', '2'), 2],
  ])('runs once for each key: %s', async (_, edits, times) => {
    const world = aPullRequest(evals, edits, { programs: { build, a: uses } });
    expect(await subjects(world)).toMatchObject([{ worked: 'commit 4', broke: 'commit 5' }]);
    expect(builds(world)).toBe(times);
  });
});

describe("a suite's test that broke", () => {
  const suite = "run: [t]\nresults: { format: tap, stdout: true }\nrerun: { run: [t, '${names}'], names: list }\n";
  const t: Behaviour = ({ args, read }) => {
    const names = (args.length > 0 ? args : ['one', 'two']).filter((name) => read('gone') !== name);
    const failed = names.filter((name) => read('broken.txt') === name);
    const lines = names.map((name, index) => `${failed.includes(name) ? 'not ok' : 'ok'} ${index + 1} - ${name}`);
    return { out: [...lines, `1..${names.length}`, ''].join('\n'), exit: failed.length };
  };

  it('is looked for by running it alone', async () => {
    const edits = ['', 'two', 'two'].map((text, index) => ({ note: String(index), 'broken.txt': text }));
    const world = aPullRequest({ 'evals/t.yml': suite, 'broken.txt': '' }, edits, { programs: { t } });
    expect(await subjects(world, ['t'])).toMatchObject([{ cases: ['t/two'], broke: 'commit 1', exact: true }]);
    expect(new Set(world.sandbox.commands.slice(-4))).toEqual(new Set(['t two']));
  });

  it('or that is gone, by running them all', async () => {
    const edits = ['', 'two', 'two'].map((text, index) => ({ note: String(index), gone: text }));
    const world = aPullRequest({ 'evals/t.yml': suite, gone: '' }, edits, { programs: { t } });
    expect(await subjects(world)).toMatchObject([{ cases: ['t/two'], broke: 'commit 1', exact: true }]);
    expect(new Set(world.sandbox.commands.slice(-4))).toEqual(new Set(['t']));
  });
});
