import * as z from 'zod';
import { UserError } from '../errors.js';
import { ResultSchema, type Result } from './result.js';
import { seenJson } from './unseen.js';
import { CHANGE_WORDS } from './words.js';

const MOST_PROBLEMS = 10;

/** The result file: keys in the schema's order, nothing in it that a terminal would obey. */
export function toJson(result: Result): string {
  const { counts, ...rest } = ResultSchema.parse(result);
  const ordered = Object.fromEntries(Object.keys(CHANGE_WORDS).flatMap((kind) => entryOf(counts, kind)));
  const whole = Object.fromEntries(
    Object.keys(ResultSchema.shape).flatMap((key) => (key === 'counts' ? [[key, ordered]] : entryOf(rest, key))),
  );
  return `${seenJson(JSON.stringify(whole, null, 2))}\n`;
}

/**
 * JSON of names that strangers chose, for a step's outputs: workflows paste those into scripts. The same names, with every
 * character written as an escape that means something to a shell.
 */
export function inertJson(names: readonly string[]): string {
  return `[${names.map((name) => `"${name.replaceAll(/[^\w ./:=@+-]/g, escapeUnit)}"`).join(',')}]`;
}

/** The result in a file's text. Throws a UserError that names what is wrong with it. */
export function parseResult(text: string): Result {
  const parsed = ResultSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const more = issues.length > MOST_PROBLEMS ? [`  - and ${issues.length - MOST_PROBLEMS} more`] : [];
  const problems = issues.slice(0, MOST_PROBLEMS).map((issue) => `  - ${placeOf(issue)}: ${issue.message}`);
  throw new UserError(['This is not a result of formative:', ...problems, ...more].join('\n'), {
    help: 'Give the file that `formative run --json FILE` wrote, from the same version of formative.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('This is not a result of formative: it is not JSON.', {
      help: 'Give the file that `formative run --json FILE` wrote. If it was cut short, run again.',
      cause,
    });
  }
}

function placeOf({ path }: z.core.$ZodIssue): string {
  return path.length === 0 ? 'the file' : path.map(String).join('.');
}

function entryOf(object: object, key: string): readonly (readonly [string, unknown])[] {
  return Object.entries(object).filter(([name]) => name === key);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
