import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { calledFunctions, namedGlobals } from './support/named-globals.js';

/** Lower tiers first: a file may import its own tier and those before it. */
const TIERS = ['core', 'app', 'edges', 'entry'];
/** Inside core the data flows one way, so the imports do too. */
const CORE_ROOMS = [
  'errors.ts',
  'evals',
  'plan',
  'run',
  'record',
  'results',
  'grade',
  'agents',
  'integrity',
  'doctor',
  'init',
  'compare',
  'diagnose',
  'audit',
  'verdict',
  'commands',
  'report',
];
/** Packages that only compute. `node:crypto` hashes, and is held to that below. */
const PURE = [
  'zod',
  'js-yaml',
  'picomatch',
  'diff',
  're2js',
  'json-p3',
  'ajv',
  'csv-parse',
  'string-width',
  'p-limit',
  '@lezer/common',
  '@lezer/go',
  '@lezer/java',
  '@lezer/javascript',
  '@lezer/python',
  '@lezer/rust',
  'node:crypto',
];
/** The one place that may know each of these. */
const ONLY_IN = {
  'node:child_process': ['edges/process'],
  '@octokit/rest': ['edges/github'],
  '@actions/core': ['entry'],
  'node:process': ['entry'],
} as const satisfies Record<string, readonly string[]>;
/** Starts our own tools, which need the PATH and the HOME of this process to find their parts. */
const TOOLS = 'edges/process/capture.ts';
const MAX_LINES = 200;
const MAX_DEPTH = 3;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const text = new Map(files.map((file) => [file, readFileSync(join('src', file), 'utf8')]));
const read = (file: string): string => text.get(file) ?? '';
const imports = (file: string): readonly string[] =>
  ts.preProcessFile(read(file)).importedFiles.map((one) => one.fileName);
const local = (file: string): readonly string[] =>
  imports(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative('src', join('src', dirname(file), name)).replace(/\.js$/, '.ts'));
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const packages = (file: string): readonly string[] =>
  imports(file)
    .filter((name) => !name.startsWith('.'))
    .map(packageOf);

function rank(path: string): number {
  const [tier = '', room = ''] = path.split('/');
  return TIERS.indexOf(tier) * 100 + (tier === 'core' ? CORE_ROOMS.indexOf(room) : 0);
}

describe.each(files)('src/%s', (file) => {
  it('stands in a room of the map', () => {
    expect(TIERS).toContain(file.split('/')[0]);
    if (file.startsWith('core/')) expect(CORE_ROOMS).toContain(file.split('/')[1]);
    expect(file.split('/').length).toBeLessThanOrEqual(MAX_DEPTH);
  });

  it('imports nothing that comes after it in the map', () => {
    expect(local(file).filter((target) => rank(target) > rank(file))).toEqual([]);
  });

  it('leaves the outside world to the edges', () => {
    const pure = file.startsWith('core/') || file.startsWith('app/');
    expect(pure ? packages(file).filter((name) => !PURE.includes(name)) : []).toEqual([]);
    expect(pure ? namedGlobals(read(file)) : []).toEqual([]);
  });

  it('knows only the outside that its room is for', () => {
    const wrong = Object.entries(ONLY_IN).filter(
      ([name, rooms]) => packages(file).includes(name) && !rooms.some((room) => file.startsWith(`${room}/`)),
    );
    expect(wrong).toEqual([]);
    const environment = namedGlobals(read(file)).filter((name) =>
      /^(?:process(?:\.env)?|global(?:This)?\b.*)$/.test(name),
    );
    expect(file.startsWith('entry/') || file === TOOLS ? [] : environment).toEqual([]);
  });

  it(`fits in ${MAX_LINES} lines`, () => {
    expect(read(file).split('\n').length).toBeLessThanOrEqual(MAX_LINES);
  });
});

it('sees what a file names of the outside, whatever stands before it, and nothing else', () => {
  const code = [
    'const a = `${x}${`}`}/* `; // process.exit()',
    "const r = /`/; const t = `process.env ${process['env'].A}`;",
    'const { env } = process; at.process.env; type P = typeof process; call({ console, fetch: 1 });',
    'new Date(); new Date(1); Date.now(); Math.max(1); Math.random(); return fetch;',
  ].join('\n');
  expect(namedGlobals(code)).toEqual([
    ...['process.env', 'process', 'console', 'new Date', 'Date.now', 'Math.random', 'fetch'],
  ]);
  expect(calledFunctions('`${`}`}`; a.one(two(), `${three()}`); // four()')).toEqual(['two', 'three']);
});

it("runs the pull request's programs through one seam, so that a replay cannot run any", () => {
  const users = (file: string): readonly string[] => files.filter((one) => local(one).includes(file));
  expect(users('app/run-trial.ts')).toEqual(['app/live-stage.ts']);
  expect(
    files.filter((one) => calledFunctions(read(one)).includes('liveStage') && one !== 'app/live-stage.ts'),
  ).toEqual(['app/open-stage.ts']);
});

it('has no rooms that import each other', () => {
  const roomOf = (path: string): string => path.split('/').slice(0, -1).join('/');
  const pairs = new Set(files.flatMap((file) => local(file).map((target) => `${roomOf(file)} > ${roomOf(target)}`)));
  const both = [...pairs].filter((pair) => {
    const [one, other] = pair.split(' > ');
    return one !== other && pairs.has(`${other} > ${one}`);
  });
  expect(both).toEqual([]);
});

it('has no file that imports itself in a circle', () => {
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === 'open') circles.push(file);
    if (state.has(file)) return;
    state.set(file, 'open');
    local(file).forEach(visit);
    state.set(file, 'done');
  };
  files.forEach(visit);
  expect(circles).toEqual([]);
});

it('names built-in modules with node:', () => {
  const bare = files.flatMap((file) =>
    packages(file)
      .filter((name) => builtinModules.includes(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(bare).toEqual([]);
});

it('calls no room and no file by a word that says nothing', () => {
  const empty = files.filter((file) => /(^|\/)(utils?|helpers?|common|shared|misc|types|index)(\.ts|\/)/.test(file));
  expect(empty).toEqual([]);
});

it('the map names every room, and only rooms that exist', () => {
  const rooms = new Set(files.map((file) => `src/${dirname(file)}`).filter((room) => room !== 'src/core'));
  const named = new Set(
    readFileSync('ARCHITECTURE.md', 'utf8').match(/src\/(core|edges)\/[a-z]+|src\/(app|entry)(?=\W)/g),
  );
  expect([...named].sort()).toEqual([...rooms].sort());
});
