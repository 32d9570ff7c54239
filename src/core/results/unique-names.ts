import type { TestResult } from './test-result.js';

/** The name of the case that stands for a suite's own exit code: no test may take it. */
export const EXIT_NAME = '(exit)';

/** A second test of the same name gets ` #2`, a third ` #3`. */
export function uniqueNames(tests: readonly TestResult[]): readonly TestResult[] {
  const counts = new Map<string, number>();
  const taken = new Set<string>([EXIT_NAME]);
  return tests.map((test) => {
    const name = freeName(test.name, counts, taken);
    taken.add(name);
    return name === test.name ? test : { ...test, name };
  });
}

function freeName(name: string, counts: Map<string, number>, taken: ReadonlySet<string>): string {
  let count = (counts.get(name) ?? 0) + 1;
  let free = count === 1 ? name : `${name} #${count}`;
  while (taken.has(free)) {
    count += 1;
    free = `${name} #${count}`;
  }
  counts.set(name, count);
  return free;
}
