import type { JsonMatcher } from '../evals/graders.js';
import { sameJson, showJson } from './json-value.js';
import { compilePattern } from './pattern.js';
import { quoteVisibly } from './visible.js';

/** Whether a value that a path found is as the matcher wants it; `exists` is judged by the path, not here. */
export function fits(value: unknown, matcher: JsonMatcher): boolean {
  switch (matcher.kind) {
    case 'equals':
      return sameJson(value, matcher.value);
    case 'contains':
      return contains(value, matcher.value) === true;
    case 'not-contains':
      return contains(value, matcher.value) === false;
    case 'matches':
      return matches(value, matcher.pattern);
    case 'at-least':
      return isNumber(value, (number) => number >= matcher.value);
    case 'at-most':
      return isNumber(value, (number) => number <= matcher.value);
    case 'length':
      return lengthOf(value) === matcher.value;
    case 'type':
      return typeOf(value) === matcher.value;
    case 'exists':
      return matcher.value;
  }
}

/** The matcher in words, after "expected". */
export function describeMatcher(matcher: JsonMatcher): string {
  switch (matcher.kind) {
    case 'equals':
      return showJson(matcher.value);
    case 'contains':
      return `something that contains ${showJson(matcher.value)}`;
    case 'not-contains':
      return `something that does not contain ${showJson(matcher.value)}`;
    case 'matches':
      return `a string that matches ${quoteVisibly(matcher.pattern)}`;
    case 'at-least':
      return `a number of at least ${matcher.value}`;
    case 'at-most':
      return `a number of at most ${matcher.value}`;
    case 'length':
      return `a length of ${matcher.value}`;
    case 'type':
      return `a value of type ${matcher.value}`;
    case 'exists':
      return describeExists(matcher.value);
  }
}

function describeExists(exists: boolean): string {
  return exists ? 'a value' : 'nothing';
}

function matches(value: unknown, pattern: string): boolean {
  return typeof value === 'string' && compilePattern(pattern)?.test(value) === true;
}

function isNumber(value: unknown, holds: (number: number) => boolean): boolean {
  return typeof value === 'number' && holds(value);
}

/** Undefined for a value that can contain nothing: neither matcher is satisfied then. */
function contains(value: unknown, part: unknown): boolean | undefined {
  if (typeof value === 'string') return typeof part === 'string' ? value.includes(part) : undefined;
  return Array.isArray(value) ? value.some((item) => sameJson(item, part)) : undefined;
}

/** Of a text its characters, of a list its items, of a map its keys. */
function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return Array.from(value).length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
