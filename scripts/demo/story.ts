/** The demo's repository: a small date reader that people use on the command line, its tests, its evals. */

/** What each commit of the story writes; a file that is null is removed. */
export interface Chapter {
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
}

const PACKAGE = `{
  "name": "when",
  "version": "1.0.0",
  "type": "module",
  "bin": { "when": "cli.js" },
  "scripts": { "test": "node --test" }
}
`;

const PARSE = `const PATTERN = /^(\\d{4})-(\\d{2})-(\\d{2})$/;

/** Reads "2020-01-31" as a date; throws on anything that is not a day of the calendar. */
export function parse(text) {
  const match = PATTERN.exec(text.trim());
  if (!match) throw new Error(\`invalid date: \${text}\`);
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real) throw new Error(\`invalid date: \${text}\`);
  return { year, month, day };
}
`;

const PARSE_LENIENT = `const PATTERN = /^(\\d{4})-(\\d{2})-(\\d{2})$/;

/** Reads "2020-01-31" as a date. */
export function parse(text) {
  const match = PATTERN.exec(text.trim());
  if (!match) throw new Error(\`invalid date: \${text}\`);
  const [year, month, day] = match.slice(1).map(Number);
  return { year, month, day };
}
`;

const CLI = `#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parse } from './parse.js';
import { week } from './week.js';

const [command, ...args] = process.argv.slice(2);
const input = args.length > 0 ? args.join(' ') : readFileSync(0, 'utf8');

try {
  const date = parse(input);
  console.log(JSON.stringify(command === 'week' ? { ...date, week: week(date) } : date));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
`;

const WEEK = `const DAY = 24 * 60 * 60 * 1000;

/** The ISO 8601 week of a date: week 1 holds the year's first Thursday. */
export function week({ year, month, day }) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const weekday = date.getUTCDay() || 7;
  date.setUTCDate(date.getUTCDate() + 4 - weekday);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return Math.ceil(((date - start) / DAY + 1) / 7);
}
`;

const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../parse.js';
import { week } from '../week.js';

test('reads a day', () => {
  assert.deepEqual(parse('2020-01-31'), { year: 2020, month: 1, day: 31 });
});

test('knows the week of a day', () => {
  assert.equal(week({ year: 2021, month: 1, day: 3 }), 53);
});
`;

const README = `# when

Reads a date and says what it is.

    when parse 2020-01-31
    when week 2021-01-03
`;

export const BASE: Chapter = {
  message: 'Read dates and say their week',
  files: {
    'package.json': PACKAGE,
    'parse.js': PARSE,
    'week.js': WEEK,
    'cli.js': CLI,
    'test/when.test.js': TEST,
    'README.md': README,
    'evals/_formative.yml': 'sandbox: off # this demo runs only its own code\n',
    'evals/dates.yml': `title: Reads dates the way users write them
run: [node, cli.js, parse]
cases:
  iso:        { args: ["2020-01-31"], stdout: { json: { $.year: 2020, $.month: 1, $.day: 31 } } }
  piped:      { stdin: "2020-01-31\\n", stdout: { json: { $.day: 31 } } }
  impossible:
    title: Rejects a day that is not in the calendar
    args: ["2020-02-31"]
    exit: 1
    stderr: { contains: invalid date }
  words:      { args: [tomorrow], exit: 1, stderr: { contains: invalid date } }
`,
    'evals/weeks.yml': `title: Says the ISO week
needs: [dates]
run: [node, cli.js, week]
cases:
  turn-of-year: { args: ["2021-01-03"], stdout: { json: { $.week: 53 } } }
  impossible:   { args: ["2021-02-30"], exit: 1, stderr: { contains: invalid date } }
`,
    'evals/tests.yml': 'title: The unit tests\nsuite: node-test\n',
  },
};

/** The agent's pull request: five commits, the third of which drops the check of the calendar. */
export const PULL_REQUEST: readonly Chapter[] = [
  {
    message: 'Show usage when no command is given',
    files: {
      'cli.js': CLI.replace(
        'const input =',
        "if (command === undefined) {\n  console.log('usage: when parse|week DATE');\n  process.exit(0);\n}\nconst input =",
      ),
    },
  },
  { message: 'Describe weeks in the README', files: { 'README.md': `${README}\nWeeks are ISO 8601 weeks.\n` } },
  { message: 'Simplify the date parser', files: { 'parse.js': PARSE_LENIENT } },
  {
    message: 'Test the turn of the year',
    files: {
      'test/when.test.js': `${TEST}
test('knows that a year can end in week 1', () => {
  assert.equal(week({ year: 2024, month: 12, day: 30 }), 1);
});
`,
    },
  },
  { message: 'Bump the version', files: { 'package.json': PACKAGE.replace('1.0.0', '1.1.0') } },
];
