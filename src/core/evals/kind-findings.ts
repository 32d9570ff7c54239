import { childOf } from './child.js';
import type { Finding } from './finding.js';

/** A field that may not stand where another stands, or does not. */
interface Rule {
  readonly key: string;
  readonly when: (has: Has, value: unknown) => boolean;
  readonly message: string;
}

type Has = (key: string) => boolean;

const isSuite = (has: Has): boolean => has('suite') || has('results');

const RULES: readonly Rule[] = [
  {
    key: 'suite',
    when: (has) => has('run'),
    message: '`suite` and `run` stand together, expected one: a preset brings its own command',
  },
  { key: 'results', when: (has) => has('suite'), message: '`results` goes with `run`: a preset brings its own' },
  { key: 'cases', when: isSuite, message: '`cases` go with a command: the cases of a suite are its tests' },
  {
    key: 'generate',
    when: isSuite,
    message: '`generate` goes with a command: the cases of a suite are its tests',
  },
  { key: 'judge', when: isSuite, message: '`judge` goes with a command: a suite is judged by its report' },
  {
    key: 'metrics',
    when: isSuite,
    message: '`metrics` go with a command: measure what a suite tests by a command of its own',
  },
  {
    key: 'rerun',
    when: (has) => !isSuite(has),
    message: '`rerun` goes with a suite, expected `suite`, or `run` and `results`',
  },
  {
    key: 'rerun',
    when: (has, value) => has('results') && !has('suite') && childOf(value, 'rerun') === 'auto',
    message: '`rerun: auto` goes with a preset, expected a list such as [npx, jest, "--testNamePattern=${names}"]',
  },
];

/** What the fields of one eval say to each other; each field alone is the schema's business. */
export function kindFindings(value: unknown): readonly Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const has: Has = (key) => Object.hasOwn(value, key);
  const broken = RULES.filter((rule) => has(rule.key) && rule.when(has, value));
  const found = broken.map(({ key, message }): Finding => ({ path: [key], target: 'key', message }));
  if (has('run') || has('suite')) return found;
  return [{ path: [], target: 'value', message: 'the eval runs nothing, expected `run` or `suite`' }, ...found];
}
