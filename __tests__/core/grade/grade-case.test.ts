import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseGraders } from '../../../src/core/evals/graders.js';
import { gradeCase } from '../../../src/core/grade/grade-case.js';
import type { CaseTrial } from '../../../src/core/grade/grade-case.js';
import type { Outcome } from '../../../src/core/grade/grade.js';
import { contentOf } from '../../../src/core/run/content.js';
import type { Ending, FoundFile, Trial } from '../../../src/core/run/trial.js';
import { caseOf, trialOf } from './trials.js';

type Beside = Pick<CaseTrial, 'base' | 'script'>;

function outcome(graders: Partial<CaseGraders>, trial: Partial<Trial> = {}, beside: Beside = {}): Outcome {
  return gradeCase({ case: caseOf(graders), id: 'cli/dates/strict', trial: trialOf(trial), ...beside }).outcome;
}

function inWords(said: Outcome): string {
  if (said.kind === 'passed') return 'passed';
  if (said.kind === 'unmeasured') return `unmeasured: ${said.why}`;
  return `${said.kind}: ${said.because.map((one) => `${one.target}: ${one.summary}`).join(' | ')}`;
}

const SAME = [{ kind: 'same-as-base', ignore: [] }] as const;
const exited = (code: number): Ending => ({ kind: 'exited', code });
const file = (text: string): FoundFile => ({ kind: 'regular', path: 'out.json', content: contentOf(text) });

describe('a grade', () => {
  it('names its case and how long the trial took', () => {
    expect(gradeCase({ case: caseOf(), id: 'cli/dates/strict', trial: trialOf() })).toEqual({
      id: 'cli/dates/strict',
      name: 'strict',
      outcome: { kind: 'passed' },
      duration: 1.5,
    });
  });

  it.each<[Ending, string]>([
    [{ kind: 'timed-out', after: 60 }, 'failed: exit: timed out after 60 s'],
    [{ kind: 'killed', signal: 'SIGKILL' }, 'failed: exit: was killed by SIGKILL'],
    [{ kind: 'not-started', why: 'no such file' }, 'unmeasured: the program did not start: no such file'],
    [{ kind: 'cancelled' }, 'unmeasured: the program was cancelled'],
  ])('of %j: %s', (ending, words) => {
    expect(inWords(outcome({ exit: { kind: 'any' } }, { ending }))).toBe(words);
  });
});

describe('the exit', () => {
  it.each<[CaseGraders['exit'], number, string]>([
    [{ kind: 'codes', codes: [0] }, 0, 'passed'],
    [{ kind: 'codes', codes: [0, 3] }, 3, 'passed'],
    [{ kind: 'codes', codes: [0, 3] }, 1, 'failed: exit: exited 1, expected 0 or 3'],
    [{ kind: 'nonzero' }, 7, 'passed'],
    [{ kind: 'nonzero' }, 0, 'failed: exit: exited 0, expected another code than 0'],
    [{ kind: 'any' }, 9, 'passed'],
  ])('%j of %d: %s', (exit, code, words) => {
    expect(inWords(outcome({ exit }, { ending: exited(code) }))).toBe(words);
  });

  it('is compared with base', () => {
    const exit = { kind: 'same-as-base' } as const;
    const base = trialOf({ side: 'base', ending: exited(2) });
    expect(inWords(outcome({ exit }, { ending: exited(2) }, { base }))).toBe('passed');
    expect(inWords(outcome({ exit }, { ending: exited(0) }, { base }))).toBe('differs: exit: exited 0, base exited 2');
    expect(inWords(outcome({ exit }, { ending: exited(0) }))).toBe('unmeasured: base was not run');
    expect(inWords(outcome({ exit }, { side: 'base', ending: exited(4) }))).toBe('passed');
    const slow = trialOf({ side: 'base', ending: { kind: 'timed-out', after: 60 } });
    expect(inWords(outcome({ exit }, {}, { base: slow }))).toBe('differs: exit: exited 0, base timed out after 60 s');
  });
});

describe('streams, files and base', () => {
  it('are judged each by their own graders', () => {
    const graders = {
      stdout: [{ kind: 'equals', value: 'a' }],
      stderr: [{ kind: 'contains', values: ['warn'] }],
    } as const;
    expect(inWords(outcome(graders, { stdout: contentOf('a'), stderr: contentOf('warn') }))).toBe('passed');
    const both = inWords(outcome(graders, { stdout: contentOf('b'), stderr: contentOf('x') }));
    expect(both).toContain('failed: stdout: stdout: first difference at line 1, column 1');
    expect(both).toContain('| stderr: stderr does not contain "warn"');
  });

  it('differ when only base speaks against them', () => {
    const base = trialOf({ side: 'base', stdout: contentOf('a') });
    expect(inWords(outcome({ stdout: SAME }, { stdout: contentOf('b') }, { base }))).toContain(
      'differs: stdout: stdout is not as on base',
    );
  });

  it('fail when anything else speaks against them, with the difference beside', () => {
    const base = trialOf({ side: 'base', stdout: contentOf('a') });
    const words = inWords(outcome({ stdout: SAME }, { stdout: contentOf('b'), ending: exited(1) }, { base }));
    expect(words).toMatch(/^failed: exit: exited 1, expected 0 \| stdout: stdout is not as on base/);
  });

  it('never let a base that is missing hide a failure', () => {
    expect(inWords(outcome({ stdout: SAME }, { ending: exited(1) }))).toBe('failed: exit: exited 1, expected 0');
    expect(inWords(outcome({ stdout: SAME }))).toBe('unmeasured: base was not run');
    const base = trialOf({ side: 'base', ending: { kind: 'not-started', why: 'no node' } });
    expect(inWords(outcome({ stdout: SAME }, {}, { base }))).toBe(
      'unmeasured: base was not measured: it did not start: no node',
    );
  });

  it.each<[readonly FoundFile[], string]>([
    [[file('{}')], 'passed'],
    [[file('[]')], 'failed: out.json: out.json: first difference at line 1, column 1: expected "{}", got "[]"'],
    [[], 'failed: out.json: did not write out.json'],
    [[{ kind: 'missing', path: 'out.json' }], 'failed: out.json: did not write out.json'],
    [
      [{ kind: 'refused', path: 'out.json', why: 'it is a link' }],
      'failed: out.json: out.json was refused: it is a link',
    ],
  ])('of files %j: %s', (files, words) => {
    const graders = { files: [{ path: 'out.json', graders: [{ kind: 'equals', value: '{}' }] }] } as const;
    expect(inWords(outcome(graders, { files }))).toBe(words);
  });

  it('compare a file with base’s', () => {
    const graders = { files: [{ path: 'out.json', graders: SAME }] };
    const with1 = trialOf({ side: 'base', files: [file('1')] });
    expect(inWords(outcome(graders, { files: [file('1')] }, { base: with1 }))).toBe('passed');
    expect(inWords(outcome(graders, { files: [file('2')] }, { base: with1 }))).toContain(
      'differs: out.json: out.json is not as on base',
    );
    expect(inWords(outcome(graders, { files: [file('2')] }, { base: trialOf({ side: 'base' }) }))).toBe(
      'differs: out.json: wrote out.json, base did not',
    );
  });
});

describe('base', () => {
  it('is compared with its own first trial, which shows noise', () => {
    const base = trialOf({ side: 'base', stdout: contentOf('a') });
    expect(inWords(outcome({ stdout: SAME }, { side: 'base', stdout: contentOf('a') }, { base }))).toBe('passed');
    expect(inWords(outcome({ stdout: SAME }, { side: 'base', index: 1, stdout: contentOf('b') }, { base }))).toMatch(
      /^differs/,
    );
  });
});

describe('grading', () => {
  it('says the same each time, and passes on base whatever it compares with base', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 3 }), (one, other, code) => {
        const trial = { stdout: contentOf(one), ending: exited(code) };
        const graders: Partial<CaseGraders> = { exit: { kind: 'same-as-base' }, stdout: SAME };
        const beside = { base: trialOf({ side: 'base', stdout: contentOf(other) }) };
        expect(outcome(graders, trial, beside)).toEqual(outcome(graders, trial, beside));
        expect(outcome(graders, trial, beside).kind).toBe(one === other && code === 0 ? 'passed' : 'differs');
        expect(outcome(graders, { ...trial, side: 'base' })).toEqual({ kind: 'passed' });
      }),
    );
  });
});
