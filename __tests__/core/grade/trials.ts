import type { Case, SuiteEval } from '../../../src/core/evals/eval.js';
import type { CaseGraders, TextGrader } from '../../../src/core/evals/graders.js';
import type { BaseContent, Subject } from '../../../src/core/grade/subject.js';
import type { Judgement } from '../../../src/core/grade/judgement.js';
import { gradeText } from '../../../src/core/grade/text.js';
import { EMPTY, contentOf } from '../../../src/core/run/content.js';
import type { Content, Trial } from '../../../src/core/run/trial.js';

export function trialOf(fields: Partial<Trial> = {}): Trial {
  return {
    unit: 'cli/dates',
    side: 'head',
    variant: 'judged',
    index: 0,
    ending: { kind: 'exited', code: 0 },
    duration: 1.5,
    stdout: EMPTY,
    stderr: EMPTY,
    files: [],
    ...fields,
  };
}

export function caseOf(graders: Partial<CaseGraders> = {}): Case {
  return {
    name: 'strict',
    args: ['--strict'],
    stdin: 'in',
    files: [],
    env: { A: '1' },
    network: false,
    timeout: 60,
    graders: { exit: { kind: 'codes', codes: [0] }, stdout: [], stderr: [], files: [], ...graders },
  };
}

export function suiteOf(fields: Partial<SuiteEval> = {}): SuiteEval {
  return {
    kind: 'suite',
    id: 'tests',
    path: 'evals/tests.yml',
    area: '',
    needs: [],
    setup: [],
    run: { kind: 'list', argv: ['npx', 'jest'] },
    cwd: '',
    env: {},
    passEnv: [],
    network: false,
    timeout: 60,
    trials: 1,
    reruns: 24,
    paths: [],
    tests: [],
    protect: [],
    workspace: 'fresh',
    controls: [],
    when: { broke: 'block', changed: 'warn', rewritten: 'ask', unclear: 'block' },
    results: { format: 'tap', from: { kind: 'stdout' } },
    ...fields,
  };
}

export function bytes(...all: number[]): Content {
  return { encoding: 'base64', data: Buffer.from(all).toString('base64'), size: all.length, complete: true };
}

/** A text that was cut by the cap. */
export function cut(text: string): Content {
  return { ...contentOf(text), size: 9999, complete: false };
}

export function subjectOf(content: Content | string, base: BaseContent = { kind: 'own' }): Subject {
  return {
    target: 'stdout',
    content: typeof content === 'string' ? contentOf(content) : content,
    root: undefined,
    base,
  };
}

export function baseOf(content: Content | string): BaseContent {
  return { kind: 'content', content: typeof content === 'string' ? contentOf(content) : content, root: undefined };
}

/** What a grader says of a text, in one line. */
export function say(content: Content | string, grader: TextGrader, base?: BaseContent): string {
  return inWords(gradeText(subjectOf(content, base), grader));
}

export function inWords(judgement: Judgement): string {
  switch (judgement.kind) {
    case 'agrees':
      return 'agrees';
    case 'cannot-say':
      return `cannot say: ${judgement.why}`;
    case 'objects':
    case 'differs':
      return `${judgement.kind}: ${judgement.because.summary}`;
  }
}
