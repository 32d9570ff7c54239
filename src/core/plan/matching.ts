import picomatch from 'picomatch';

/** Whether a path matches any of the glob patterns; dot files count, no pattern matches nothing. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  return picomatch([...patterns], { dot: true });
}
