import type { CaseChange } from '../compare/change.js';

/** A test file that does not load takes its tests with it: each of them says so, in the words of the failure. */
export function withLoadFailures(
  changes: readonly CaseChange[],
  fileOf: (id: string) => string | undefined,
): readonly CaseChange[] {
  const failures = changes.filter(({ kind, head }) => kind === 'added' && head.failed > 0 && head.passed === 0);
  if (failures.length === 0) return changes;
  return changes.map((change) => {
    if (change.kind !== 'removed') return change;
    const failure = failures.find((it) => it.eval === change.eval && holds(it.name, change, fileOf));
    if (failure === undefined) return change;
    return { ...change, why: `${change.why}: ${failure.name} does not load`, because: failure.because };
  });
}

/** Runners call a file that does not load by its path, or by the name that stands before those of its tests. */
function holds(file: string, { id, name }: CaseChange, fileOf: (id: string) => string | undefined): boolean {
  return name.startsWith(`${file} > `) || fileOf(id) === file;
}
