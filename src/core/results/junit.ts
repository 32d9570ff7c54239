import { checkCounts } from './junit-counts.js';
import { secondsOf } from './seconds.js';
import type { ReportText, TestResult } from './test-result.js';
import { UnusableReport } from './unusable.js';
import { readXml } from './xml.js';
import type { XmlElement } from './xml.js';

/** A `testcase` with the names of the suites around it, outermost first. */
export interface JunitCase {
  readonly element: XmlElement;
  readonly suites: readonly string[];
  readonly classname: string;
  readonly title: string;
}

const FAILED = new Set(['failed', 'failure', 'error']);
const SKIPPED = new Set(['skipped', 'disabled', 'notrun', 'ignored', 'pending']);

/** JUnit XML, as many tools write it. */
export function readJunit(report: ReportText): readonly TestResult[] {
  return readCases(report).map((one) => resultOf(one));
}

/** The test cases of a report, in its order, after its counts have been checked. */
export function readCases(report: ReportText): readonly JunitCase[] {
  const root = readXml(report);
  if (root.name !== 'testsuites' && root.name !== 'testsuite') {
    throw new UnusableReport(`${report.path} is not JUnit XML: its root is <${root.name}>`);
  }
  checkCounts(report.path, root);
  return casesIn(root, root.name === 'testsuite' ? [nameOf(root)] : []);
}

/** What a case says, under the name that SPEC section 11 gives it. */
export function resultOf(one: JunitCase): TestResult {
  const { element } = one;
  const status = statusOf(element);
  const file = element.attributes.get('file');
  return {
    name: junitName(one),
    status,
    filter: one.title,
    ...(status === 'failed' ? { message: messageOf(element) } : {}),
    ...(file ? { file } : {}),
    ...secondsOf(Number(element.attributes.get('time') ?? NaN)),
  };
}

/** Node writes `classname="test"` for every test: there the suites say where a test belongs. */
function junitName({ classname, suites, title }: JunitCase): string {
  const where = classname === '' || classname === 'test' ? suites : [classname];
  return [...where, title].filter((part) => part !== '').join(' > ');
}

function casesIn(element: XmlElement, suites: readonly string[]): readonly JunitCase[] {
  return element.children.flatMap((child) => {
    if (child.name === 'testsuite') return casesIn(child, [...suites, nameOf(child)]);
    if (child.name !== 'testcase') return [];
    return [
      { element: child, suites, classname: (child.attributes.get('classname') ?? '').trim(), title: nameOf(child) },
    ];
  });
}

function nameOf(element: XmlElement): string {
  return (element.attributes.get('name') ?? '').trim();
}

function statusOf(element: XmlElement): TestResult['status'] {
  const said = ['status', 'result'].map((name) => (element.attributes.get(name) ?? '').toLowerCase());
  if (complaints(element).length > 0 || said.some((word) => FAILED.has(word))) return 'failed';
  const skipped = element.children.some((child) => child.name === 'skipped' || child.name === 'disabled');
  return skipped || said.some((word) => SKIPPED.has(word)) ? 'skipped' : 'passed';
}

function complaints(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => child.name === 'failure' || child.name === 'error');
}

function messageOf(element: XmlElement): string {
  return complaints(element)
    .map((complaint) => {
      const message = complaint.attributes.get('message') ?? '';
      const text = complaint.text.trim();
      return text.includes(message) ? text : `${message}\n${text}`.trim();
    })
    .join('\n');
}
