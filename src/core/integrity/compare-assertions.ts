import { wordsOf, type Assertion } from './assertion.js';
import { asksAnything, isLooserExpectation } from './expectation.js';
import { pairedBy, withoutCommon } from './pairs.js';
import { isLooser } from './strictness.js';
import type { Test } from './test.js';
import type { Strength, WeakeningKind } from './weakening.js';

/** What is less in a test than it was; `at` is an offset in head's file. */
export interface Less {
  readonly what: WeakeningKind;
  readonly strength: Strength;
  readonly at: number;
  readonly was: string;
  readonly is: string;
}

/** Compares what two versions of one test demand. Assertions that are the same, in whatever order, are not looked at. */
export function compareAssertions(base: Test, head: Test): readonly Less[] {
  const rest = withoutCommon(distinct(base.assertions), distinct(head.assertions), wordsOf);
  const aboutSame = pairedBy(rest.base, rest.head, ({ subject }) => subject);
  const left = withoutCommon(rest.base, rest.head, ({ subject }) => subject);
  const inTurn =
    left.base.length === left.head.length ? left.base.flatMap((one, at) => paired(one, left.head[at])) : [];
  return [
    ...aboutSame.flatMap(([was, is]) => looser(was, is, 'sure')),
    ...inTurn.flatMap(([was, is]) => looser(was, is, 'likely')),
    ...fewer(base, head, left.base),
  ];
}

/** An assertion that stands twice asks no more than once. */
function distinct(all: readonly Assertion[]): readonly Assertion[] {
  return [...new Map(all.map((one) => [wordsOf(one), one])).values()];
}

function paired(was: Assertion, is: Assertion | undefined): readonly (readonly [Assertion, Assertion])[] {
  return is !== undefined && shareName(was.subject, is.subject) ? [[was, is]] : [];
}

/** Two assertions about nothing in common are two questions. */
function shareName(one: string, other: string): boolean {
  const names = new Set(one.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  return (other.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []).some((name) => names.has(name));
}

function looser(was: Assertion, is: Assertion, strength: Strength): readonly Less[] {
  const found = { strength, at: is.at, was: was.shown, is: is.shown };
  if (isLooserDemand(was, is) || asksAnything(was, is)) return [{ what: 'looser-assertion', ...found }];
  if (was.matcher !== is.matcher) return [];
  if (/^toMatchInlineSnapshot$/.test(is.matcher)) return [{ ...found, what: 'snapshot-updated', strength: 'likely' }];
  return isLooserExpectation(was, is) ? [{ what: 'looser-assertion', ...found }] : [];
}

/** An assertion about a type or a length that became one about a value is another question, not a looser one. */
function isLooserDemand({ demand: was }: Assertion, { demand: is }: Assertion): boolean {
  return was !== undefined && is !== undefined && isLooser(is, was);
}

/** Fewer of them, unless a loop or a table may make up for it, which is then only possible. */
function fewer(base: Test, head: Test, gone: readonly Assertion[]): readonly Less[] {
  const [was, is] = [distinct(base.assertions).length, distinct(head.assertions).length];
  if (is >= was || gone.length === 0) return [];
  const mayMakeUp = head.repeats && !base.repeats;
  const strength = mayMakeUp ? 'possible' : is === 0 ? 'sure' : 'likely';
  const [first] = gone;
  return [
    {
      what: 'fewer-assertions',
      strength,
      at: head.at,
      was: `${counted(was)}, one of them ${first?.shown ?? ''}`,
      is: counted(is),
    },
  ];
}

function counted(count: number): string {
  if (count === 0) return 'none';
  return count === 1 ? '1 assertion' : `${count} assertions`;
}
