import type { z } from 'zod';
import { valueAt } from './child.js';
import type { Finding } from './finding.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
};

/** Says what a schema found, in the words of the files. */
export function schemaFindings(issues: readonly Issue[], value: unknown): readonly Finding[] {
  return issues.flatMap((issue) => findingsOf(issue, { value, path: issue.path }));
}

interface At {
  readonly value: unknown;
  /** Of the issue, from the document's root. */
  readonly path: Path;
}

function findingsOf(issue: Issue, at: At): readonly Finding[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    return issue.keys.map((key) => unknownField([...at.path, key], known));
  }
  if (issue.code === 'invalid_key') {
    const message = `${labelOf(at.path)}: ${issue.issues[0]?.message ?? issue.message}`;
    return [{ path: at.path, target: 'key', message }];
  }
  const branch = issue.code === 'invalid_union' ? likeliest(issue.errors) : undefined;
  if (branch === undefined) return [wrongValue(issue, at)];
  return branch.flatMap((inner) => findingsOf(inner, { value: at.value, path: [...at.path, ...inner.path] }));
}

/** Issues at the root of an alternative that say: this is another kind of value. */
const OTHER_KIND: readonly Issue['code'][] = ['invalid_type', 'invalid_union', 'invalid_value', 'invalid_format'];

/**
 * The alternative that the author most likely meant: the one with the fewest issues near its root. None when every
 * alternative refuses the value as a whole.
 */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const isOther = (issue: Issue): boolean => issue.path.length === 0 && OTHER_KIND.includes(issue.code);
  const alike = branches.filter((issues) => !issues.some(isOther));
  return [...alike].sort((one, other) => nearRoot(one) - nearRoot(other))[0];
}

function nearRoot(issues: readonly Issue[]): number {
  const counts = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.path.length === 0 ? issue.keys.length : 0;
    return issue.path.length <= 1 ? 1 : 0;
  });
  return counts.reduce((sum: number, count) => sum + count, 0);
}

function unknownField(path: Path, known: readonly string[]): Finding {
  const name = String(path.at(-1));
  const near = {
    name,
    candidates: () => known,
    otherwise: `, expected ${known.length === 1 ? '' : 'one of '}${known.join(', ')}`,
  };
  return { path, target: 'key', message: `\`${shorten(name)}\` is not a field here`, near };
}

function wrongValue(issue: Issue, { value, path }: At): Finding {
  const got = valueAt(value, path);
  const expected = expectedBy(issue);
  const label = labelOf(path);
  if (got === undefined && path.length > 0) {
    return { path, target: 'value', message: `${label} is missing, ${expected}` };
  }
  return { path, target: 'value', message: `${label}: ${expected}, got ${describe(got)}${hint(got, expected)}` };
}

function expectedBy(issue: Issue): string {
  if (issue.message.startsWith('expected ')) return issue.message;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map((one) => `\`${String(one)}\``).join(' or ')}`;
  if (issue.code === 'invalid_type') return `expected ${EXPECTED[issue.expected] ?? issue.expected}`;
  return `expected otherwise (${issue.message})`;
}

/** YAML reads `1.10` as a number: a text must be quoted. */
function hint(got: unknown, expected: string): string {
  const plain = typeof got === 'number' || typeof got === 'boolean' || got === null;
  return plain && /^expected (a |the )?(list of )?(text|name|id)/.test(expected) ? ' (write it in quotes)' : '';
}

/** `args[0]` for the path cases, iso, args, 0. */
function labelOf(path: Path): string {
  const last = path.findLastIndex((step) => typeof step === 'string');
  if (last < 0) return path.length === 0 ? 'the file' : `item ${path.map(String).join('.')}`;
  const items = path.slice(last + 1).map((step) => `[${String(step)}]`);
  return `\`${shorten(String(path[last]))}${items.join('')}\``;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  return typeof value === 'number' ? String(value) : JSON.stringify(typeof value === 'string' ? shorten(value) : value);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
