import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportFormat } from '../../src/core/evals/eval.js';
import { LIMITS } from '../../src/core/results/limits.js';
import { parseReport } from '../../src/core/results/read-report.js';
import { mutated } from './mutate.js';
import { hold, type Target } from './target.js';

const FIXTURES = '__tests__/fixtures/reports';
/** A name may grow by what was left out of it and by its number. */
const MORE = 64;
const XML = [
  '<testsuites>',
  '<testsuite name="a" tests="1">',
  '<testcase name="a" classname="b"/>',
  '<failure message="x">',
  '<skipped/>',
  '</testsuite>',
  '</testcase>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '&#0;',
  '&#x110000;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml?>',
  ' tests="2"',
  ' failures="-1"',
  ' time="1e999"',
  ' file="../../etc/passwd"',
  ' status="failed"',
];
const TAP = [
  'ok',
  'not ok',
  '1..3',
  '1..0 # SKIP',
  '# Subtest: a',
  '    ',
  '  ---',
  '  ...',
  ' # TODO x',
  ' # SKIP',
  'Bail out!',
  ' {',
  '}',
  'TAP version 14',
  'pragma +strict',
  '\\#',
  'ok 999999999999999999999',
  'duration_ms: -1',
  "location: '/tree/a.js:1:1'",
];
const JSON_WORDS = [
  '"tests":',
  '"numTotalTests":',
  '"status":"passed"',
  '"status":"failed"',
  '"results":',
  '"name":"a"',
  ',',
  '{',
  '}',
  '[',
  ']',
  'null',
  '"__proto__":{"x":1},',
  '"testResults":[',
  '"success":true',
  '\\u0000',
];
const GO = [
  '{"Action":"pass","Package":"a","Test":"T"}\n',
  '{"Action":"fail","Package":"a"}\n',
  '{"Action":"run","Package":"a","Test":"T/sub"}\n',
  '{"Action":"output","Package":"a","Test":"T","Output":"x\\n"}\n',
  '"Elapsed":-1',
  '"Action":"skip"',
  'panic: x\n',
  '{"Action":"start"}\n',
];

const FORMATS: readonly (readonly [ReportFormat, number, RegExp, readonly string[]])[] = [
  ['junit', 13, /(?<!pytest.*)\.xml$/, XML],
  ['pytest', 8, /pytest.*\.xml$/, XML],
  ['tap', 12, /\.tap$/, TAP],
  ['ctrf', 7, /ctrf.*\.json$/, JSON_WORDS],
  ['jest', 7, /^jest(-green)?\.json$/, JSON_WORDS],
  ['vitest', 6, /^vitest.*\.json$/, JSON_WORDS],
  ['go', 8, /\.jsonl$/, GO],
  ['promptfoo', 6, /^promptfoo/, JSON_WORDS],
];

/** One target for each format of a suite's report, from reports of real runs. */
export function reportTargets(): readonly Target[] {
  const files = readdirSync(FIXTURES);
  return FORMATS.map(([format, share, pattern, words]) => {
    const seeds = files.filter((name) => pattern.test(name)).map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
    return {
      name: format,
      share,
      draw: (random) => mutated(random, { seeds, words }),
      read: (text) => read(format, text),
    };
  });
}

function read(format: ReportFormat, text: string): 'accepted' | 'rejected' {
  const report = parseReport(format, [{ path: 'report', text }], '/tree');
  if (report.kind === 'unusable') {
    hold(report.why !== '' && Buffer.byteLength(report.why) <= LIMITS.name + MORE, 'a reason is empty or long');
    return 'rejected';
  }
  const names = new Set(report.tests.map((test) => test.name));
  hold(names.size === report.tests.length && names.size > 0 && !names.has(''), 'names are not unique');
  for (const { name, message = '', duration = 0, status } of report.tests) {
    hold(Buffer.byteLength(name) <= LIMITS.name + MORE, 'a name is long');
    hold(Buffer.byteLength(message) <= LIMITS.message + MORE, 'a message is long');
    hold(Number.isFinite(duration) && duration >= 0, 'a duration is no number of seconds');
    hold(['passed', 'failed', 'skipped'].includes(status), 'a status is unknown');
  }
  return 'accepted';
}
