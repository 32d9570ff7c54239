import type { ChangeKind } from '../compare/change.js';
import { flatten } from './document.js';
import { groupedBy } from './groups.js';
import { meaningOf } from './metric.js';
import type { CaseResult, Result } from './result.js';
import { baseWords, headWords } from './told.js';
import { escapeMarkup, plain, visible } from './verbatim.js';
import { CHANGE_WORDS } from './words.js';

const NAME = 500;
const BODY = { lines: 60, columns: 1000 } as const;

type Status = 'passed' | 'failure' | 'error' | 'skipped';

const STATUSES = {
  broke: 'failure',
  removed: 'failure',
  changed: 'failure',
  rewritten: 'failure',
  suspect: 'error',
  unmeasured: 'error',
  blocked: 'skipped',
  flaky: 'passed',
  'still-fails': 'skipped',
  fixed: 'passed',
  'still-passes': 'passed',
  passes: 'passed',
  added: 'passed',
  'not-affected': 'skipped',
  accepted: 'passed',
} as const satisfies Record<ChangeKind, Status>;

/** JUnit XML for tools that read it: a suite for each eval, and red only where the verdict is. */
export function junitFor(result: Result): string {
  const suites = [...groupedBy(result.cases, (one) => one.eval)].map(([id, cases]) => suiteOf(id, cases));
  const totals = totalsOf(result.cases);
  const open = `<testsuites name="formative" ${totals} time="${result.timing.seconds.toFixed(3)}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', open, ...suites, '</testsuites>', ''].join('\n');
}

function suiteOf(id: string, cases: readonly CaseResult[]): string {
  return [`  <testsuite name="${attribute(id)}" ${totalsOf(cases)}>`, ...cases.map(caseOf), '  </testsuite>'].join(
    '\n',
  );
}

function totalsOf(cases: readonly CaseResult[]): string {
  const count = (status: Status) => cases.filter((one) => statusOf(one) === status).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function caseOf(one: CaseResult): string {
  const open = `    <testcase classname="${attribute(one.eval)}" name="${attribute(one.case)}"`;
  const status = statusOf(one);
  const { counted } = CHANGE_WORDS[one.change];
  const means = flatten([meaningOf(one)], visible);
  if (status === 'skipped') return `${open}><skipped message="${attribute(means)}"/></testcase>`;
  if (status === 'passed')
    return one.change === 'passes' || one.change === 'still-passes'
      ? `${open}/>`
      : `${open}>${outputOf(means)}</testcase>`;
  return `${open}><${status} type="${one.change}" message="${attribute(counted)}">${bodyOf(one)}</${status}></testcase>`;
}

/** What only warns is not red here either. */
function statusOf({ change, gate }: CaseResult): Status {
  const status: Status = STATUSES[change];
  return status === 'failure' || status === 'error' ? (gate === 'block' || gate === 'ask' ? status : 'passed') : status;
}

function bodyOf(one: CaseResult): string {
  const tally = `Base: ${flatten(baseWords(one), visible)}. Head: ${flatten(headWords(one), visible)}.`;
  const said = one.because.length > 0 ? one.because.map(({ summary }) => summary) : [one.why];
  return escapeMarkup([tally, plain(said.join('\n'), BODY)].join('\n'));
}

function outputOf(text: string): string {
  return `<system-out>${escapeMarkup(text)}</system-out>`;
}

function attribute(text: string): string {
  return escapeMarkup(visible(text, NAME));
}
