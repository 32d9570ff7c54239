import { describe, expect, it } from '@jest/globals';

import { firstPass } from '../../src/app/first-pass.js';
import type { SetupStep } from '../../src/core/evals/eval.js';
import { aBench, type BenchParts } from '../support/fakes/bench.js';
import { anEval } from '../support/fakes/played-evals.js';
import { plays } from '../support/fakes/programs.js';

const BUILD: SetupStep = { run: { kind: 'list', argv: ['build'] }, network: true };
const CACHED: SetupStep = { ...BUILD, cache: { key: ['lock'], keep: ['deps'] } };
const LOCK = { base: { lock: '1' }, head: { lock: '1' } };

async function passed(setup: SetupStep, parts: BenchParts, fullBase = false) {
  const evals = [anEval('a', { setup: [setup] }), anEval('b', { setup: [setup] })];
  const say = () => 0;
  const all = aBench(evals, { ...parts, programs: { a: say, b: say, ...parts.programs } });
  await firstPass(all.bench, all.plan, { fullBase, changed: [] });
  return all;
}

describe('a setup', () => {
  it('runs once for all evals that ask for the same, and not on base while nothing needs base', async () => {
    const { ran } = await passed(BUILD, { programs: { build: () => 0 } });
    expect([ran('base', 'build'), ran('head', 'build')]).toEqual([0, 1]);
  });

  it('runs once for evals that work in different folders: it always works at the root', async () => {
    const evals = [anEval('a', { setup: [BUILD], cwd: 'x' }), anEval('b', { setup: [BUILD], cwd: 'y' })];
    const all = aBench(evals, { programs: { build: () => 0, a: () => 0, b: () => 0 } });
    await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
    expect(all.ran('head', 'build')).toBe(1);
  });

  it('runs apart for evals with another environment', async () => {
    const evals = [anEval('a', { setup: [BUILD] }), anEval('b', { setup: [BUILD], env: { MODE: 'x' } })];
    const all = aBench(evals, { programs: { build: () => 0, a: () => 0, b: () => 0 } });
    await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
    expect(all.ran('head', 'build')).toBe(2);
    expect(all.world.sandbox.started.filter(({ argv }) => argv[0] === 'build').map(({ env }) => env['MODE'])).toEqual([
      undefined,
      'x',
    ]);
  });

  it('leaves its files for every trial', async () => {
    const { bench } = await passed(BUILD, {
      programs: {
        build: ({ write }) => {
          write('built', 'x');
          return 0;
        },
        a: ({ read }) => (read('built') === 'x' ? 0 : 1),
      },
    });
    expect(bench.ledger.evidence('a')[0]?.head).toEqual([{ kind: 'passed' }]);
  });

  it('that fails is tried once more, from a clean tree', async () => {
    const seen: unknown[] = [];
    const { ran, bench } = await passed(BUILD, {
      programs: {
        build: ({ read, write }) => {
          seen.push(read('left'));
          write('left', 'by the first');
          return seen.length === 1 ? 1 : 0;
        },
      },
    });
    expect([ran('head', 'build'), seen]).toEqual([2, [undefined, undefined]]);
    expect(bench.ledger.evidence('a')[0]?.head).toEqual([{ kind: 'passed' }]);
  });

  it('that fails twice is not tried a third time, and nothing runs without it', async () => {
    const { ran, bench } = await passed(BUILD, { programs: { build: () => ({ exit: 7, out: 'no disk' }) } });
    expect([ran('head', 'build'), ran('head', 'a')]).toEqual([2, 0]);
    expect(bench.ledger.evidence('a')[0]?.head).toEqual([
      { kind: 'unmeasured', why: 'setup `build` exited 7: no disk', lasting: true },
    ]);
  });

  it('gets the network only where its step asks for it, and never the reports folder', async () => {
    const { world } = await passed({ ...BUILD, network: false }, { programs: { build: () => 0 } });
    const [build] = world.sandbox.started;
    expect(build).toMatchObject({ argv: ['build'], network: false, stdin: '' });
    expect(build?.writable).toHaveLength(3);
  });
});

describe('a setup with a cache', () => {
  const keeps: BenchParts['programs'] = {
    build: ({ read, write }) => {
      write('deps/lib', `${read('side')} ${read('lock')}`);
      return 0;
    },
    a: ({ read }) => read('deps/lib') ?? '',
  };
  const said = (all: Awaited<ReturnType<typeof passed>>) => all.bench.ledger.shown('a/run', 'head')?.stdout.data;

  it('runs on base and serves both sides while the files of its key are the same', async () => {
    const all = await passed(CACHED, { ...LOCK, programs: keeps });
    expect([all.ran('base', 'build'), all.ran('head', 'build'), said(all)]).toEqual([1, 0, 'base 1']);
  });

  it('runs on each side when they differ, and keeps only what base made', async () => {
    const all = await passed(CACHED, { base: { lock: '1' }, head: { lock: '2' }, programs: keeps });
    expect([all.ran('base', 'build'), all.ran('head', 'build'), said(all)]).toEqual([0, 1, 'head 2']);
    expect(all.world.workspaces.kept).toEqual([]);
    const both = await passed(CACHED, { base: { lock: '1' }, head: { lock: '2' }, programs: keeps }, true);
    expect([both.ran('base', 'build'), both.world.workspaces.kept.length]).toEqual([1, 1]);
  });

  it('runs on head when it does not work on base', async () => {
    const build = plays({ base: 'f', head: 'p' });
    const all = await passed(CACHED, { ...LOCK, programs: { build } });
    expect([all.ran('base', 'build'), all.ran('head', 'build')]).toEqual([2, 1]);
    expect(all.world.workspaces.kept).toEqual([]);
  });

  it('is not shared by evals whose setups see another environment', async () => {
    const evals = [anEval('a', { setup: [CACHED] }), anEval('b', { setup: [CACHED], env: { MODE: 'x' } })];
    const programs: BenchParts['programs'] = {
      build: ({ env, write }) => {
        write('deps/lib', env['MODE'] ?? 'none');
        return 0;
      },
      a: ({ read }) => read('deps/lib') ?? '',
      b: ({ read }) => read('deps/lib') ?? '',
    };
    const all = aBench(evals, { ...LOCK, programs });
    await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
    const lib = (id: string) => all.bench.ledger.shown(`${id}/run`, 'head')?.stdout.data;
    expect([lib('a'), lib('b')]).toEqual(['none', 'x']);
  });
});
