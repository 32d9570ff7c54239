import type { NumberPlace } from '../evals/metric.js';
import { textOf } from '../run/content.js';
import type { Content } from '../run/trial.js';
import { overTheCap } from './bytes.js';
import { findValues } from './json-path.js';
import { parseJson, showJson } from './json-value.js';
import { compilePattern } from './pattern.js';
import { quoteVisibly } from './visible.js';

/** The number of a metric in one trial; none is never taken for zero. */
export type Reading =
  | { readonly kind: 'number'; readonly value: number }
  /** The trial was good and has no such number. */
  | { readonly kind: 'none'; readonly why: string }
  /** The trial itself failed, or says nothing. */
  | { readonly kind: 'no-trial' };

interface Text {
  /** `stdout`, or a file's path. */
  readonly target: string;
  readonly content: Content;
}

/** The one number in a text. */
export function readNumber({ target, content }: Text, at: NumberPlace): Reading {
  const over = overTheCap(target, content);
  if (over !== undefined) return none(over);
  if (content.encoding === 'base64') return none(`${target} is not UTF-8 text`);
  const text = textOf(content);
  return at.kind === 'json' ? byPath(target, text, at.path) : byPattern(target, text, at.pattern);
}

export function none(why: string): Reading {
  return { kind: 'none', why };
}

function byPath(target: string, text: string, path: string): Reading {
  const parsed = parseJson(text);
  if (parsed.kind === 'not-json') return none(`${target} ${parsed.why}`);
  const found = findValues(path, parsed.value);
  if (found === undefined) return none(`the path ${quoteVisibly(path)} cannot be read`);
  const [value] = found;
  if (found.length !== 1) return none(`${target}: ${path} finds ${found.length} values, expected one number`);
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number', value };
  return none(`${target}: ${path} is ${showJson(value).slice(0, SHOWN)}, expected a number`);
}

function byPattern(target: string, text: string, pattern: string): Reading {
  const matcher = compilePattern(pattern)?.matcher(text);
  if (matcher === undefined) return none(`the pattern ${quoteVisibly(pattern)} cannot be read`);
  const found: (string | null)[] = [];
  while (found.length < 2 && matcher.find()) found.push(matcher.group(1));
  const [group] = found;
  if (group === undefined) return none(`${target} does not match ${quoteVisibly(pattern)}`);
  if (found.length > 1) return none(`${target} matches ${quoteVisibly(pattern)} more than once`);
  return numberIn(target, group ?? '');
}

function numberIn(target: string, text: string): Reading {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return { kind: 'number', value };
  return none(`${target}: ${quoteVisibly(text.slice(0, SHOWN))} is not a number`);
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Characters of what stands where a number should. */
const SHOWN = 60;
