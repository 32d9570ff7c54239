import { RE2JS } from 're2js';

/** A pattern of a linear-time engine: `^` and `$` also match at the ends of lines. Undefined when it is no pattern. */
export function compilePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, RE2JS.MULTILINE);
  } catch {
    return undefined;
  }
}

/** Characters of the longest match that `removeMatches` looks for in a longer text. */
const LONGEST = 1024;

/**
 * The text without what the patterns match, one after another; undefined when one is no pattern. The time grows with the length of the
 * text alone: the engine is linear for one match, but may look through the whole rest of the text for each.
 */
export function removeMatches(text: string, patterns: readonly string[]): string | undefined {
  let left = text;
  for (const pattern of patterns) {
    const compiled = compilePattern(pattern);
    if (compiled === undefined) return undefined;
    left = without(compiled, left);
  }
  return left;
}

/** Looks through one window after the other, each with the character before it, so that `^` and `\b` see where they are. */
function without(pattern: RE2JS, text: string): string {
  const kept: string[] = [];
  for (let at = 0; at < text.length;) {
    const from = Math.max(at - 1, 0);
    const isLast = text.length - at <= 2 * LONGEST;
    const window = { text: text.slice(from, isLast ? undefined : at + 2 * LONGEST), at: at - from };
    const end = isLast ? window.text.length : window.at + LONGEST;
    at = from + keepOf(pattern, { ...window, end }, kept);
  }
  return kept.join('');
}

/** Keeps what no match that starts before `end` takes; answers where it stopped. */
function keepOf(pattern: RE2JS, window: { text: string; at: number; end: number }, kept: string[]): number {
  const { text, end } = window;
  const matcher = pattern.matcher(text);
  let at = window.at;
  for (let next = at; next < end && matcher.find(next) && matcher.start() < end;) {
    kept.push(text.slice(at, matcher.start()));
    at = matcher.end();
    next = Math.max(at, matcher.start() + 1);
  }
  if (at >= end) return at;
  kept.push(text.slice(at, end));
  return end;
}
