import * as z from 'zod';

import { has, textOf, type Project } from './project.js';

const Texts = z.record(z.string(), z.string()).catch({});

const Package = z.object({
  name: z.string().catch(''),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).catch({}),
  scripts: Texts,
  dependencies: Texts,
  devDependencies: Texts,
});

export interface NodePackage {
  /** From a program's name to its file. */
  readonly programs: ReadonlyMap<string, string>;
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of everything it is developed with. */
  readonly packages: readonly string[];
}

/** What `package.json` says; undefined where there is none that npm would read. */
export function nodePackage(project: Project): NodePackage | undefined {
  const read = Package.safeParse(jsonOf(textOf(project, 'package.json'))).data;
  if (read === undefined) return undefined;
  const named = read.name.split('/').at(-1) ?? '';
  const programs = typeof read.bin === 'string' ? { [named]: read.bin } : read.bin;
  return {
    programs: new Map(Object.entries(programs).map(([name, path]) => [name, path.replace(/^\.\//, '')])),
    scripts: read.scripts,
    packages: [...Object.keys(read.dependencies), ...Object.keys(read.devDependencies)],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How each package manager installs exactly what its lock file says. */
const LOCKED: readonly { readonly lock: string; readonly install: string }[] = [
  { lock: 'package-lock.json', install: 'npm ci' },
  { lock: 'npm-shrinkwrap.json', install: 'npm ci' },
  { lock: 'pnpm-lock.yaml', install: 'npx --yes pnpm install --frozen-lockfile' },
  { lock: 'yarn.lock', install: 'npx --yes yarn install --frozen-lockfile' },
  { lock: 'bun.lock', install: 'npx --yes bun install --frozen-lockfile' },
];

/** The `setup` of an eval of this package, as lines of YAML; empty where nothing has to be made ready. */
export function setupLines(project: Project, node: NodePackage): readonly string[] {
  const steps = [...installStep(project, node), ...buildStep(project, node)];
  if (steps.length === 0) return [];
  return [
    '# Runs once for each side, with the network. What is kept is used again while the files of the key are the same.',
    'setup:',
    ...steps,
  ];
}

function installStep(project: Project, { packages }: NodePackage): readonly string[] {
  if (packages.length === 0) return [];
  const locked = LOCKED.find(({ lock }) => has(project, lock));
  const key = ['package.json', ...(locked === undefined ? [] : [locked.lock])];
  return [
    `  - run: ${locked?.install ?? 'npm install'}`,
    `    cache: { key: [${key.join(', ')}], keep: [node_modules] }`,
  ];
}

/** A program that git does not keep has to be built first. */
function buildStep(project: Project, { programs, scripts }: NodePackage): readonly string[] {
  const built = [...programs.values()].some((path) => !has(project, path));
  return built && scripts['build'] !== undefined ? ['  - run: npm run build'] : [];
}
