import { compareAssertions } from './compare-assertions.js';
import { pairTests, type FileTests, type TestAt } from './pair-tests.js';
import { lineAt } from './source.js';
import type { Weakening } from './weakening.js';

/** What is less in the tests of the changed files, all of them together: a test may move from one to another. */
export function compareTests(files: readonly FileTests[]): readonly Weakening[] {
  const { pairs, gone } = pairTests(files);
  return grouped([
    ...gone.map(deleted),
    ...pairs.flatMap(([base, head]) => [...marked(base, head), ...demanded(base, head)]),
    ...files.flatMap((file) => focused(file)),
  ]);
}

function deleted({ file, test, replaced }: TestAt): Weakening {
  const { head } = file;
  return {
    path: file.path,
    what: 'test-deleted',
    strength: replaced === true ? 'possible' : 'sure',
    of: test.name,
    was: 'a test',
    is: head === undefined ? 'gone, with its file' : 'gone',
  };
}

function marked(base: TestAt, { file, test }: TestAt): readonly Weakening[] {
  const { state } = test;
  const before = base.test.state.kind;
  if (state.kind !== 'skipped' && state.kind !== 'may-be-skipped') return [];
  if (before === state.kind || before === 'skipped') return [];
  const strength = state.kind === 'skipped' ? 'sure' : 'likely';
  const was = before === 'may-be-skipped' ? 'skipped on a condition' : 'run';
  return [{ ...placed({ file, test }, state.at), what: 'test-skipped', strength, was, is: state.mark }];
}

/** A focus leaves all other tests out, whether the focused one is new or not. */
function focused({ path, base, head, headText }: FileTests): readonly Weakening[] {
  const before = base.some(({ state }) => state.kind === 'focused');
  if (before || head === undefined) return [];
  return head.flatMap((test): readonly Weakening[] => {
    const { state } = test;
    if (state.kind !== 'focused') return [];
    const line = lineAt(headText, state.at);
    const [was, is] = ['all tests run', `only this one: ${state.mark}`];
    return [{ path, line, what: 'test-focused', strength: 'sure', of: test.name, was, is }];
  });
}

function demanded(base: TestAt, head: TestAt): readonly Weakening[] {
  if (head.test.state.kind === 'skipped') return [];
  return compareAssertions(base.test, head.test).map(({ at, ...less }) => ({ ...placed(head, at), ...less }));
}

function placed({ file, test }: Pick<TestAt, 'file' | 'test'>, at: number): Pick<Weakening, 'path' | 'line' | 'of'> {
  return { path: file.path, line: lineAt(file.headText, at), of: test.name };
}

/** One mark on a suite, and one deleted file, are told once, however many tests they are about. */
function grouped(all: readonly Weakening[]): readonly Weakening[] {
  const groups = new Map<string, Weakening[]>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group): readonly Weakening[] => {
    const [first] = group;
    if (first === undefined) return [];
    return group.length === 1 ? [first] : [{ ...first, of: `${group.length} tests: ${named(group)}` }];
  });
}

function keyOf({ path, line, what, strength, of, is }: Weakening): readonly unknown[] {
  if (what === 'test-deleted') return [path, what, strength, is];
  return what === 'test-skipped' || what === 'test-focused' ? [path, line, what] : [path, line, what, strength, of, is];
}

const NAMED = 3;

function named(group: readonly Weakening[]): string {
  const rest = group.length - NAMED;
  const names = group.slice(0, NAMED).map(({ of }) => of);
  return rest > 0 ? `${names.join(', ')}, …` : names.join(', ');
}
