import { describe, expect, it } from '@jest/globals';

import { audit, type AuditRequest } from '../../src/app/audit.js';
import type { Audit } from '../../src/core/audit/audit.js';
import { hangs, type Behaviour } from '../support/fakes/fake-sandbox.js';
import { FakeWorld } from '../support/fakes/world.js';

/** Mistakes: `go()` gone, 1 made 2. */
const SOURCE = 'go();\nsay(1);\n';
const OVER = new AbortController();

function world(evals: Readonly<Record<string, string>>, programs: Readonly<Record<string, Behaviour>>): FakeWorld {
  const files = Object.fromEntries(Object.entries(evals).map(([id, text]) => [`evals/${id}.yml`, text]));
  const made = new FakeWorld({ programs, width: 1 });
  made.repository.add('base', { 'a.js': SOURCE, ...files });
  return made;
}

function audited(outside: FakeWorld, more: Partial<AuditRequest> = {}): Promise<Audit> {
  const request = { folder: 'evals', only: [], paths: [], most: 50, seconds: 60, over: OVER.signal, seed: 's' };
  return audit({ ...request, sandbox: 'off', ...more }, outside.world);
}

/** Fails where the file lacks a text. */
const wants =
  (text: string): Behaviour =>
  ({ read }) =>
    (read('a.js') ?? '').includes(text) ? 0 : 1;

const fates = ({ mutants }: Audit): readonly string[] =>
  mutants.map(({ line, is, fate }) => `${line} ${is} ${fate}`).sort();

describe('an audit', () => {
  it('tells which mistakes some eval notices, by whom, and which none does', async () => {
    const found = await audited(
      world({ go: 'run: [go]\n', idle: 'run: [idle]\n' }, { go: wants('go();'), idle: () => 0 }),
    );
    expect(fates(found)).toEqual(['1 ; noticed', '2 ; not-noticed', '2 say(2); not-noticed']);
    expect(found.mutants.filter(({ by }) => by !== undefined).map(({ by }) => by)).toEqual([['go/run']]);
    expect(found.share).toMatchObject({ noticed: 1, of: 3 });
    expect(found.evals.find(({ id }) => id === 'idle')).toMatchObject({ cases: 1, noticed: 0 });
  });

  it('lets a case that fails or wavers without a mistake notice nothing, and says so', async () => {
    let times = 0;
    const wavers: Behaviour = () => {
      times += 1;
      return times % 2;
    };
    const found = await audited(
      world(
        { bad: 'run: [bad]\n', wavers: 'run: [wavers]\n', go: 'run: [go]\n' },
        { bad: () => 1, wavers, go: wants('go();') },
      ),
    );
    expect(found.cannotNotice).toEqual([
      { id: 'bad/run', eval: 'bad', why: 'fails without any mistake' },
      { id: 'wavers/run', eval: 'wavers', why: 'wavers without any mistake' },
    ]);
    expect(found.share).toMatchObject({ noticed: 1, of: 3 });
  });

  it('counts a mistake only where it is noticed twice', async () => {
    let times = 0;
    const once: Behaviour = () => {
      times += 1;
      return times === 3 ? 1 : 0;
    };
    const found = await audited(world({ once: 'run: [once]\n' }, { once }), { most: 1 });
    expect(found.mutants.map(({ fate }) => fate)).toEqual(['unclear']);
    expect(found.share).toBeUndefined();
  });

  it('says of a mistake with which the setup fails nothing but that', async () => {
    const found = await audited(
      world({ go: 'setup: build\nrun: [go]\n' }, { build: wants('say('), go: wants('go();') }),
    );
    expect(fates(found)).toEqual(['1 ; noticed', '2 ; not-built', '2 say(2); not-noticed']);
    expect(found.share).toMatchObject({ noticed: 1, of: 2 });
  });

  it('names whose output shows what nobody minds', async () => {
    const found = await audited(world({ say: 'run: [say]\n' }, { say: ({ read }) => read('a.js') ?? '' }));
    expect(found.mutants.map(({ fate, shows }) => [fate, shows])).toEqual(
      Array.from({ length: 3 }, () => ['not-noticed', ['say/run']]),
    );
  });

  it('runs an eval only for files that it depends on', async () => {
    const found = await audited(
      world({ go: 'paths: [b.js]\nrun: [go]\n', idle: 'run: [idle]\n' }, { go: wants('go();'), idle: () => 0 }),
    );
    expect(found.share).toMatchObject({ noticed: 0, of: 3 });
  });

  it('ends when its time is over, and does not count what was running then', async () => {
    const over = new AbortController();
    let times = 0;
    const slow: Behaviour = () => {
      times += 1;
      if (times < 4) return 0;
      over.abort();
      return hangs();
    };
    const found = await audited(world({ slow: 'run: [slow]\n' }, { slow }), { over: over.signal });
    expect([found.mutants.length, found.notices]).toEqual([1, ['60 s reached 1 of 3.']]);
  });

  it('blames no case for time that was over before the first mistake', async () => {
    const over = new AbortController();
    const slow: Behaviour = () => {
      over.abort();
      return hangs();
    };
    const found = await audited(world({ slow: 'run: [slow]\n' }, { slow }), { over: over.signal });
    expect([found.share, found.mutants, found.cannotNotice]).toEqual([undefined, [], []]);
    expect(found.notices).toEqual(['60 s were over before all evals had run without a mistake.']);
  });

  it('draws from the seed, at most so many', async () => {
    const run = (seed: string) =>
      audited(world({ idle: 'run: [idle]\n' }, { idle: () => 0 }), { seed, most: 1 }).then(fates);
    expect(await run('s')).toEqual(await run('s'));
    const seeds = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(run));
    expect(new Set(seeds.flat()).size).toBeGreaterThan(1);
  });

  it('begins no mistake that would not end in time, by what those before it took', async () => {
    const outside: FakeWorld = world(
      { slow: 'run: [slow]\n' },
      {
        slow: () => {
          outside.advance(10);
          return 0;
        },
      },
    );
    const found = await audited(outside, { seconds: 35 });
    expect([found.mutants.length, found.notices]).toEqual([1, ['35 s reached 1 of 3.']]);
  });

  it('writes a mistake into the copy of a trial, and makes a tree anew only where a setup or other trials may see it', async () => {
    const cached = 'setup: { run: build, cache: { key: [lock], keep: [made] } }\n';
    const builds = async (setup: string): Promise<readonly string[]> => {
      const outside = world({ go: `${setup}run: [go]\n` }, { build: () => 0, go: wants('go();') });
      const found = await audited(outside);
      expect(fates(found)).toEqual(['1 ; noticed', '2 ; not-noticed', '2 say(2); not-noticed']);
      return outside.sandbox.commands.filter((command) => command === 'build');
    };
    expect([(await builds(cached)).length, (await builds('setup: build\n')).length]).toEqual([1, 4]);
    const outside = world({ go: 'workspace: shared\nrun: [go]\n' }, { go: wants('go();') });
    expect(fates(await audited(outside))).toEqual(['1 ; noticed', '2 ; not-noticed', '2 say(2); not-noticed']);
  });

  it('leaves no tree behind but the one that was there before the first mistake', async () => {
    const outside = world({ idle: 'run: [idle]\n' }, { idle: () => 0 });
    await audited(outside);
    expect(outside.workspaces.disk.list('/trees').filter((path) => path.endsWith('a.js'))).toHaveLength(1);
  });
});
