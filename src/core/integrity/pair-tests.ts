import type { Assertion } from './assertion.js';
import { pairedBy, withoutCommon } from './pairs.js';
import type { Test } from './test.js';

/** The tests of one changed file on both sides. */
export interface FileTests {
  readonly path: string;
  readonly base: readonly Test[];
  /** Absent: head has no such file. */
  readonly head?: readonly Test[];
  readonly headText: string;
}

export interface TestAt {
  readonly file: FileTests;
  readonly test: Test;
  /** It is gone, but another test came that runs for several inputs and may stand for it. */
  readonly replaced?: boolean;
}

export interface Pairs {
  readonly pairs: readonly (readonly [TestAt, TestAt])[];
  readonly gone: readonly TestAt[];
}

/** Finds each test of base again on head: by its name in its file, then by what it does, there or elsewhere. */
export function pairTests(files: readonly FileTests[]): Pairs {
  const all = {
    base: files.flatMap((file) => file.base.map((test) => ({ file, test }))),
    head: files.flatMap((file) => (file.head ?? []).map((test) => ({ file, test }))),
  };
  const pairs: (readonly [TestAt, TestAt])[] = [];
  let rest: { readonly base: readonly TestAt[]; readonly head: readonly TestAt[] } = all;
  for (const keyOf of KEYS) {
    pairs.push(...pairedBy(rest.base, rest.head, keyOf));
    rest = withoutCommon(rest.base, rest.head, keyOf);
  }
  const alike = pairAlike(rest.base, rest.head);
  const found = new Set(alike.map(([one]) => one));
  const gone = rest.base.filter((one) => !found.has(one) && one.test.state.kind !== 'skipped');
  const tables = new Set(rest.head.filter(({ test }) => test.repeats).map(({ file }) => file.path));
  const livesOn = livingOn(all.base, all.head);
  return {
    pairs: [...pairs, ...alike],
    gone: gone
      .filter((one) => !livesOn(one))
      .map((one) => (tables.has(one.file.path) ? { ...one, replaced: true } : one)),
  };
}

const KEYS: readonly ((one: TestAt) => string)[] = [
  ({ file, test }) => JSON.stringify([file.path, test.name]),
  ({ file, test }) => JSON.stringify([file.path, test.body]),
  ({ test }) => test.body,
  ({ file, test }) => JSON.stringify([file.path, test.name.split(' > ').at(-1)]),
];

/** Whether all that a test asserted is asserted by the tests that are left, as often as before: tests were joined. */
function livingOn(base: readonly TestAt[], head: readonly TestAt[]): (one: TestAt) => boolean {
  const [before, after] = [countsOf(base), countsOf(head)];
  return ({ test }) =>
    test.assertions.length > 0 &&
    test.assertions.map(questionOf).every((words) => (after.get(words) ?? 0) >= (before.get(words) ?? 0));
}

/** What is asked of what; a message beside it makes no other question. */
function questionOf({ matcher, subject, text }: Assertion): string {
  return JSON.stringify(subject === '' ? text : [matcher, subject]);
}

function countsOf(tests: readonly TestAt[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const running = tests.filter(({ test }) => test.state.kind !== 'skipped');
  for (const words of running.flatMap(({ test }) => test.assertions.map(questionOf))) {
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}

/** How alike two tests must be, of 1, for one to be the other by a new name. */
const ALIKE = 0.5;
/** Beyond this many on a side, only equal ones are found again. */
const MOST = 300;

function pairAlike(base: readonly TestAt[], head: readonly TestAt[]): readonly (readonly [TestAt, TestAt])[] {
  if (base.length > MOST || head.length > MOST) return [];
  const words = new Map([...base, ...head].map((one) => [one, tokensOf(one.test)]));
  const scored = base.flatMap((one) =>
    head.map((other) => ({ one, other, score: likeness(words.get(one), words.get(other)) })),
  );
  const taken = new Set<TestAt>();
  return scored
    .filter(({ score }) => score >= ALIKE)
    .sort((left, right) => right.score - left.score)
    .flatMap(({ one, other }): readonly (readonly [TestAt, TestAt])[] => {
      if (taken.has(one) || taken.has(other)) return [];
      taken.add(one).add(other);
      return [[one, other]];
    });
}

function tokensOf({ body, name }: Test): ReadonlySet<string> {
  return new Set(`${body} ${name}`.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+/gu) ?? []);
}

function likeness(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): number {
  const both = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}
