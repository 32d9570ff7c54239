import { readCases, resultOf } from './junit.js';
import type { JunitCase } from './junit.js';
import type { ReportText, TestResult } from './test-result.js';

/** Pytest's `--junitxml`. A test that fails and whose teardown fails too stands there twice, and is one test. */
export function readPytest(report: ReportText): readonly TestResult[] {
  const tests = new Map<string, TestResult>();
  for (const one of readCases(report)) {
    const result = pytestResult(one);
    const before = tests.get(result.name);
    tests.set(result.name, before === undefined ? result : merge(before, result));
  }
  return [...tests.values()];
}

function pytestResult(one: JunitCase): TestResult {
  const named = one.classname === '' ? { ...one, suites: [] } : one;
  const id = nodeId(one);
  return { ...resultOf(named), ...(id === undefined ? {} : id) };
}

function merge(one: TestResult, other: TestResult): TestResult {
  if (one.status !== 'failed') return other.status === 'failed' ? other : one;
  return { ...one, message: [one.message, other.message].filter(Boolean).join('\n') };
}

/**
 * `tests/test_dates.py::TestIso::test_reads[a]`. Where the report has no `file` (the default family, xunit2), the classname
 * is split at the first part with a capital: the convention for classes, and not for modules.
 */
function nodeId({
  element,
  classname,
  title,
}: JunitCase): { readonly filter: string; readonly file: string } | undefined {
  if (classname === '') return undefined;

  const parts = classname.split('.');
  const named = element.attributes.get('file');
  const depth = named === undefined ? parts.findIndex((part) => /^[A-Z]/.test(part)) : named.split('/').length;
  const modules = depth === -1 ? parts : parts.slice(0, depth);
  if (modules.length === 0) return undefined;

  const file = named ?? `${modules.join('/')}.py`;
  return { file, filter: [file, ...parts.slice(modules.length), title].join('::') };
}
