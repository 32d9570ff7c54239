import { UnusableReport } from './unusable.js';
import type { XmlElement } from './xml.js';

/** What an element holds, and everything below it. */
interface Listed {
  readonly children: number;
  readonly cases: number;
  readonly failures: number;
}

/**
 * Throws when a suite says that it had other tests than it lists. Tools count in different ways: node counts nested suites
 * as tests, mocha and jest-junit list a failed hook that they do not count, mocha-junit-reporter counts skipped tests, and
 * those behind a failed hook, that it does not list. So more tests may be listed only by as many as failed, and fewer only
 * by as many as were skipped, or beside a failure; a failure that is counted must be listed.
 */
export function checkCounts(path: string, root: XmlElement): void {
  check(root, { path, skipped: 0 });
}

interface Context {
  readonly path: string;
  /** Tests that the report says were skipped, around this element or in it. */
  readonly skipped: number;
}

function check(element: XmlElement, around: Context): Listed {
  const where = `${around.path} contradicts itself: <${element.name} name="${element.attributes.get('name') ?? ''}">`;
  const skipped = Math.max(around.skipped, countOf(element, 'skipped', where) ?? 0);
  const listed = list(element, { path: around.path, skipped });

  const tests = countOf(element, 'tests', where);
  if (tests !== undefined && !fits(tests, listed, skipped)) {
    throw new UnusableReport(`${where} says ${tests} tests and lists ${listed.cases}`);
  }
  const failures = (countOf(element, 'failures', where) ?? 0) + (countOf(element, 'errors', where) ?? 0);
  if (failures > listed.failures) {
    throw new UnusableReport(`${where} says ${failures} failures and lists ${listed.failures}`);
  }
  return listed;
}

function list(element: XmlElement, context: Context): Listed {
  const inner = element.children.filter((child) => child.name === 'testsuite').map((child) => check(child, context));
  const own = element.children.filter((child) => child.name === 'testcase');
  return {
    children: own.length + inner.length,
    cases: own.length + sum(inner.map((suite) => suite.cases)),
    failures: sum(own.map(countFailures)) + sum(inner.map((suite) => suite.failures)),
  };
}

function fits(said: number, { children, cases, failures }: Listed, skipped: number): boolean {
  if (said === children) return true;
  return said < cases ? said >= cases - failures : said <= cases + skipped || failures > 0;
}

function countFailures(element: XmlElement): number {
  return element.children.filter((child) => child.name === 'failure' || child.name === 'error').length;
}

function countOf(element: XmlElement, name: string, where: string): number | undefined {
  const text = element.attributes.get(name)?.trim();
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UnusableReport(`${where} has ${name}="${text}", which is no count`);
  return Number(text);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
