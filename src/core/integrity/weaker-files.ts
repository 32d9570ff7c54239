import { compareTests } from './compare-tests.js';
import { roleOfFile, type FileRole } from './file-role.js';
import { testsIn } from './find-tests.js';
import { manifestChanges } from './manifest.js';
import type { FileTests } from './pair-tests.js';
import { looserSettings } from './settings.js';
import { parseSource } from './source.js';
import { newSuppressions } from './suppressions.js';
import type { ChangedFile, Weakening } from './weakening.js';
import { ciChanges, setupChange, snapshotChanges } from './whole-files.js';

/**
 * What the changed files ask less of the code than base's did: tests, snapshots, limits, rules, and what runs them. It
 * names, it never judges: the verdict is base's exam.
 *
 * @param isTest whether an eval says of a path that it is a test
 */
export function weakerFiles(files: readonly ChangedFile[], isTest: (path: string) => boolean): readonly Weakening[] {
  const known = files.map((file) => ({ file, role: roleOfFile(file.path, isTest) }));
  const tests = known.flatMap(({ file, role }) => (role === 'test' ? testsOf(file) : []));
  return [...compareTests(tests), ...known.flatMap(({ file, role }) => byRole(file)[role]())];
}

function testsOf({ path, base, head }: ChangedFile): readonly FileTests[] {
  const read = (text: string): FileTests['base'] => {
    const source = parseSource(path, text);
    return source === undefined ? [] : testsIn(source);
  };
  const before = base === undefined ? [] : read(base);
  return [{ path, base: before, headText: head ?? '', ...(head !== undefined && { head: read(head) }) }];
}

function byRole(file: ChangedFile): Readonly<Record<FileRole, () => readonly Weakening[]>> {
  return {
    test: () => [...looserSettings(file, 'test'), ...newSuppressions(file)],
    snapshot: () => snapshotChanges(file),
    'test-setup': () => unlessTold(looserSettings(file, 'setup'), setupChange(file)),
    lint: () => looserSettings(file, 'lint'),
    ci: () => [...looserSettings(file, 'setup'), ...ciChanges(file)],
    manifest: () => [...looserSettings(file, 'setup'), ...manifestChanges(file)],
    source: () => newSuppressions(file),
    other: () => [],
  };
}

/** What is told by its line need not be told of the whole file too. */
function unlessTold(lines: readonly Weakening[], whole: readonly Weakening[]): readonly Weakening[] {
  return lines.length > 0 ? lines : whole;
}
