import { draftOf, type Idea } from './idea.js';
import { nodePackage, setupLines, type NodePackage } from './node-package.js';
import type { Project } from './project.js';

/** Programs that one file of first evals is written for. */
const MOST = 3;

/** What a program answers about itself, which is the least that must not break. */
const CASES = {
  help: [
    '  # Says how it is used, in the words it uses on base: another word is shown, and is no break.',
    '  help: { args: [--help], stdout: { matches: "(?i)usage|options|commands", same-as-base: true } }',
  ],
  version: ['  version: { args: [--version], stdout: { matches: "\\\\d+\\\\.\\\\d+" } }'],
} as const satisfies Record<string, readonly string[]>;

/** For each program of `package.json`: that it starts, and says what it is. */
export function programIdeas(project: Project): readonly Idea[] {
  const node = nodePackage(project);
  if (node === undefined) return [];
  const named = new Map([...node.programs].map(([name, path]) => [idOf(name), { name, path }]));
  const programs = [...named].filter(([, { path }]) => /^[\w./-]+$/.test(path)).slice(0, MOST);
  return programs.map(([id, { name, path }]) => ({
    id: programs.length === 1 ? 'program' : `programs/${id}`,
    drafts: [['help', 'version'] as const, ['version'] as const, ['help'] as const].map((cases) =>
      draftFor({ name, path, cases }, project, node),
    ),
  }));
}

function idOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'program'
  );
}

interface Program {
  readonly name: string;
  readonly path: string;
  readonly cases: readonly (keyof typeof CASES)[];
}

function draftFor({ name, path, cases }: Program, project: Project, node: NodePackage): string {
  return draftOf(
    "# The program that people call. A case's args are appended; add the ways in which it is used.",
    `title: ${JSON.stringify(`\`${name}\` starts`)}`,
    `run: [${/\.[cm]?js$/.test(path) ? `node, ${path}` : `./${path}`}]`,
    ...setupLines(project, node),
    'timeout: 30s',
    'cases:',
    ...cases.flatMap((one) => CASES[one]),
  );
}
