import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Unit } from '../../../src/core/plan/unit.js';
import { reproduceLines } from '../../../src/core/report/reproduce.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { blockLines, visible } from '../../../src/core/report/verbatim.js';
import { rerunStart } from '../../../src/core/run/rerun-start.js';
import { aCase, aCommandEval, aSuiteEval } from '../../support/evals.js';
import { nastyText } from '../../support/nasty-text.js';
import { aBreak, strictBreak } from '../../support/results.js';

const rerun = { run: { kind: 'list', argv: ['npx', 'jest', '-t', '${names}'] }, names: 'pattern' } as const;
const setup = [{ run: { kind: 'shell', script: 'npm ci' }, network: true }] as const;
const suite = aSuiteEval('tests', { rerun, setup });

/** What the report says about a test of this name. */
function testNamed(filter: string): string {
  return reproduceLines({ kind: 'suite', id: 'tests', eval: suite }, rerunStart(suite, [{ filter }]));
}

function caseWith(more: Parameters<typeof aCase>[1], rest: Parameters<typeof aCommandEval>[1] = {}): string {
  const one = aCase('run', more);
  const unit: Unit = { kind: 'case', id: 'a/run', eval: aCommandEval('a', { ...rest, cases: [one] }), case: one };
  return reproduceLines(unit);
}

/** What bash makes of lines when npm and npx only tell their arguments. */
function pasted(lines: string): string {
  const tell = 'npm() { echo "npm $#"; }; npx() { echo "npx $#"; }; touch() { echo obeyed; }\n';
  const { stdout, stderr } = spawnSync('bash', { input: `${tell}${lines}\n`, encoding: 'utf8' });
  return stdout + stderr;
}

function commandsIn(comment: string): string {
  return /```+sh\n([^]*?)\n```/.exec(comment.slice(comment.indexOf('See it yourself')))?.[1] ?? '';
}

describe('reproduceLines', () => {
  it('writes what a person would, where nothing needs care', () => {
    const files = [{ path: 'in/a b.txt', content: "it's\n" }];
    const more = { args: ['--strict', '2020-13-45', ''], stdin: '1 Jan 2020\n', files, env: { LANG: 'C' } };
    expect(caseWith(more, { cwd: 'packages/x', setup: [...setup] }).split('\n')).toEqual([
      'npm ci',
      String.raw`mkdir -p in && printf %b 'it\0047s\n' > 'in/a b.txt'`,
      String.raw`(cd packages/x && printf %b '1 Jan 2020\n' | LANG=C node cli.js --strict 2020-13-45 '')`,
    ]);
  });

  it('keeps a script of several lines in one', () => {
    const run = { kind: 'shell', script: 'if true\nthen echo "$1"\nfi\n' } as const;
    const lines = caseWith({ args: ['x y'] }, { run, setup: [{ run, network: true }] }).split('\n');
    expect(lines).toHaveLength(2);
    expect(pasted(lines.join('\n'))).toBe('\nx y\n');
  });

  it('is whole commands, one a line, whatever a test is called', () => {
    fc.assert(
      fc.property(nastyText, (name) => {
        const lines = testNamed(name).split('\n');
        expect(lines).toHaveLength(2);
        expect(lines.map((line) => visible(line, Infinity))).toEqual(lines);
      }),
    );
  });
});

describe('the commands of a comment, pasted', () => {
  it.each([
    ['that begin alike', ['a\ntouch x\n#', 'a\nb']],
    ['too long to show', [`a${'x'.repeat(3000)}`, "'; touch x; '", "b'\ntouch x\n'"]],
    ['that shells expand', ['$(touch x)', '`touch x`', '"; touch x; "', '!touch', '\u202e; touch x']],
  ])('run nothing that stands in the names of tests %s', (_, names) => {
    const broken = names.map((name) => strictBreak({ id: name, reproduce: testNamed(name) }));
    const shown = names.filter((name) => name.length < 2000);
    expect(pasted(commandsIn(commentFor(aBreak(broken))))).toBe(`npm 1\n${'npx 3\n'.repeat(shown.length)}`);
  });

  it('are shown as they are', () => {
    fc.assert(
      fc.property(nastyText, (name) => {
        const text = testNamed(name);
        const caps = { lines: 20, columns: 4000 };
        expect(blockLines({ text, language: 'sh', caps }).join('\n')).toBe(text);
      }),
    );
  });
});
