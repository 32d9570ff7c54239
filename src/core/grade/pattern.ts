import { RE2JS } from 're2js';

/** A pattern of a linear-time engine: `^` and `$` also match at the ends of lines. Undefined when it is no pattern. */
export function compilePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, RE2JS.MULTILINE);
  } catch {
    return undefined;
  }
}

/** The text without what the patterns match, one after another; undefined when one is no pattern. */
export function removeMatches(text: string, patterns: readonly string[]): string | undefined {
  let left = text;
  for (const pattern of patterns) {
    const compiled = compilePattern(pattern);
    if (compiled === undefined) return undefined;
    left = compiled.matcher(left).replaceAll('');
  }
  return left;
}
