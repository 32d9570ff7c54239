import { describe, expect, it } from '@jest/globals';
import type { SuiteEval } from '../../../src/core/evals/eval.js';
import { gradeSuite } from '../../../src/core/grade/grade-suite.js';
import { contentOf } from '../../../src/core/run/content.js';
import type { Ending, FoundFile, Trial } from '../../../src/core/run/trial.js';
import { fixture } from '../results/fixtures.js';
import { bytes, cut, suiteOf, trialOf } from './trials.js';

const GREEN = '1..2\nok 1 - a\nok 2 - b # SKIP\n';
const RED = '1..2\nok 1 - a\nnot ok 2 - b\n  expected 1\n';

const exited = (code: number): Ending => ({ kind: 'exited', code });

function graded(trial: Partial<Trial>, suite: Partial<SuiteEval> = {}) {
  return gradeSuite({ eval: suiteOf(suite), trial: trialOf(trial) });
}

function lines(trial: Partial<Trial>, suite: Partial<SuiteEval> = {}): readonly string[] {
  const said = graded(trial, suite);
  if (said.kind === 'unmeasured') return [`unmeasured: ${said.why}`];
  return said.grades.map(({ id, outcome }) => `${outcome.kind} ${id}`);
}

describe('gradeSuite', () => {
  it('grades every test that ran, and the exit', () => {
    expect(graded({ stdout: contentOf(GREEN) })).toEqual({
      kind: 'graded',
      grades: [
        { id: 'tests/a', name: 'a', outcome: { kind: 'passed' }, filter: 'a' },
        { id: 'tests/(exit)', name: '(exit)', outcome: { kind: 'passed' } },
      ],
      absentCaseNames: ['b'],
    });
  });

  it('says why a test failed, where it stands and how long it took', () => {
    const jest = { results: { format: 'jest', from: { kind: 'stdout' } } } as const;
    const said = graded({ stdout: contentOf(fixture('jest.json')), ending: exited(1), root: '/tree' }, jest);
    const grade = said.kind === 'graded' ? said.grades[1] : undefined;
    expect(grade).toMatchObject({
      id: 'tests/jest/dates.test.cjs > dates > iso > rejects day 45',
      file: 'jest/dates.test.cjs',
      duration: 0.002,
      outcome: {
        kind: 'failed',
        because: [{ target: 'test', summary: 'Error: expect(received).toBe(expected) // Object.is equality' }],
      },
    });
  });

  it('names tests the same whatever folder they ran in', () => {
    const jest = { results: { format: 'jest', from: { kind: 'stdout' } } } as const;
    const elsewhere = fixture('jest.json').replaceAll('/tree', '/tmp/2f/tree');
    const one = lines({ stdout: contentOf(fixture('jest.json')), root: '/tree' }, jest);
    expect(lines({ stdout: contentOf(elsewhere), root: '/tmp/2f/tree' }, jest)).toEqual(one);
  });

  it('has a failed test answer for the exit code', () => {
    expect(lines({ stdout: contentOf(RED), ending: exited(1) })).toEqual([
      'passed tests/a',
      'failed tests/b',
      'passed tests/(exit)',
    ]);
  });

  it('fails an exit that no test explains', () => {
    const said = graded({ stdout: contentOf(GREEN), ending: exited(1) });
    expect(said.kind === 'graded' ? said.grades.at(-1)?.outcome : said).toMatchObject({
      kind: 'failed',
      because: [{ target: 'exit', summary: 'the suite exited 1, and its report lists no failed test' }],
    });
  });

  it('fails a test although the suite exits 0', () => {
    expect(lines({ stdout: contentOf(RED) })).toContain('failed tests/b');
  });

  it('lets no test pose as the exit', () => {
    expect(lines({ stdout: contentOf('1..1\nok 1 - (exit)\n'), ending: exited(1) })).toEqual([
      'passed tests/(exit) #2',
      'failed tests/(exit)',
    ]);
  });

  it.each<[Ending, string]>([
    [{ kind: 'timed-out', after: 60 }, 'the suite timed out after 60 s'],
    [{ kind: 'killed', signal: 'SIGKILL' }, 'the suite was killed by SIGKILL'],
    [{ kind: 'not-started', why: 'no npx' }, 'the suite did not start: no npx'],
    [{ kind: 'cancelled' }, 'the suite was cancelled'],
  ])('believes no report of a suite that ended as %j', (ending, why) => {
    expect(graded({ ending, stdout: contentOf(GREEN) })).toEqual({ kind: 'unmeasured', why, ending });
  });

  it('says how a suite ended whose report cannot be believed', () => {
    expect(graded({ stdout: contentOf('1..3\nok 1\n'), ending: exited(7) })).toEqual({
      kind: 'unmeasured',
      why: 'stdout contradicts itself: it plans 3 tests and lists 1',
      ending: exited(7),
    });
  });
});

describe('the reports of a suite', () => {
  const from = (...patterns: [string, ...string[]]): Partial<SuiteEval> => ({
    results: { format: 'tap', from: { kind: 'files', patterns } },
  });
  const regular = (path: string, content = contentOf(GREEN)): FoundFile => ({ kind: 'regular', path, content });

  it('are the files that match, merged', () => {
    const files = [regular('out/b.tap', contentOf(RED)), regular('out/deep/a.tap'), regular('other.tap')];
    expect(lines({ files }, from('out/**/*.tap'))).toEqual([
      'passed tests/a',
      'failed tests/b',
      'passed tests/a #2',
      'passed tests/(exit)',
    ]);
  });

  it('may stand in the reports folder of the trial', () => {
    const files = [regular('${reports}/x.tap'), regular('reports/y.tap')];
    expect(lines({ files }, from('${reports}/x.tap'))).toEqual(['passed tests/a', 'passed tests/(exit)']);
    expect(lines({ files }, from('${reports}/*.tap'))).toHaveLength(2);
    expect(lines({ files }, from('**/*.tap'))).toHaveLength(2);
  });

  it.each<[readonly FoundFile[], string]>([
    [[], 'the suite left no report: nothing is at out/*.tap'],
    [[{ kind: 'missing', path: 'out/a.tap' }], 'the suite left no report: nothing is at out/*.tap'],
    [
      [regular('out/a.tap'), { kind: 'refused', path: 'out/b.tap', why: 'it is a link' }],
      'the report out/b.tap was refused: it is a link',
    ],
    [[regular('out/a.tap', cut(GREEN))], 'out/a.tap is over the cap of 30 bytes (9999 were written)'],
    [[regular('out/a.tap', bytes(0xff))], 'out/a.tap is not UTF-8 text'],
    [[regular('out/a.tap', contentOf(''))], 'out/a.tap is empty'],
  ])('of %j are not believed', (files, why) => {
    expect(lines({ files }, from('out/*.tap'))).toEqual([`unmeasured: ${why}`]);
  });
});
