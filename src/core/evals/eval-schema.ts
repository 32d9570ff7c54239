import * as z from 'zod';
import { CaseMap, CaseSource } from './case-schema.js';
import { MustFail } from './control-schema.js';
import { fields } from './fields.js';
import { Generate } from './generate-schema.js';
import { Judge } from './judge-schema.js';
import { Metrics } from './metric-schema.js';
import { PRESETS } from './presets.js';
import { Setup } from './setup-schema.js';
import {
  Command,
  Env,
  EnvNames,
  EvalId,
  Globs,
  InsidePath,
  Program,
  Seconds,
  Text,
  YesOrNo,
  wholeNumber,
} from './values-schema.js';

const GateWord = z.enum(['block', 'ask', 'warn'], 'expected `block`, `ask` or `warn`');

export const WhenFields = fields({
  broke: GateWord.optional().describe('Worked on base, does not on head. Default `block`.'),
  changed: GateWord.optional().describe('A `same-as-base` differs. Default `warn`.'),
  rewritten: GateWord.optional().describe("Fails base's test, passes the pull request's edit of it. Default `ask`."),
  unclear: GateWord.optional().describe('Could not be told. Default `block`.'),
}).describe('What each change does: `block`, `ask` (a maintainer accepts) or `warn`.');

/** Fields of an eval for which the policy may give a default. */
export const SHARED_FIELDS = {
  setup: Setup.optional(),
  cwd: InsidePath.optional().describe('Folder in which the command runs, relative to the root. Default: the root.'),
  env: Env.optional().describe('Added to the clean environment: PATH, a fresh HOME and TMPDIR, LANG, TERM, CI=true.'),
  'pass-env': EnvNames.optional().describe('Names passed on from the caller; never to untrusted runs.'),
  network: YesOrNo.optional().describe('Whether trials may use the network. Default false.'),
  timeout: Seconds.optional().describe('What a trial may take: seconds, or a text such as "2m". Default 60.'),
  trials: wholeNumber(1, 100).optional().describe('Trials to start with. Default 1.'),
  reruns: wholeNumber(0, 1000)
    .optional()
    .describe('At most so many more to decide a doubt, both sides together. Default 24.'),
  paths: Globs.optional().describe('The eval matters only when one of these changed. Default: always.'),
  workspace: z
    .enum(['fresh', 'shared'])
    .optional()
    .describe('Whether each trial has a tree of its own. Default `fresh`.'),
};

const Results = fields({
  format: z
    .enum(['junit', 'tap', 'ctrf', 'jest', 'vitest', 'go', 'pytest', 'promptfoo'])
    .describe('The format of the report; `go` is that of `go test -json`, `pytest` is JUnit.'),
  files: Globs.min(1, 'expected at least one glob pattern')
    .optional()
    .describe("Where the report is, as glob patterns; `${reports}` is the trial's own folder."),
  stdout: z.literal(true, 'expected true').optional().describe('The report is standard output.'),
}).refine(
  ({ files, stdout }) => (files === undefined) !== (stdout === undefined),
  'expected `files` or `stdout: true`, one of them',
);

const RerunFields = fields({
  run: Program.describe('May hold `${names}`, `${files}` and `${reports}`.'),
  names: z.enum(['pattern', 'list']).describe('How `${names}` is written: one pattern of all, or each an argument.'),
});

export const EvalFields = fields(
  {
    title: Text.optional().describe('What the behaviour is, for people.'),
    area: Text.min(1, 'expected a name').optional().describe('Groups cases in reports. Default: the folder.'),
    needs: z
      .array(EvalId, 'expected a list of ids')
      .optional()
      .describe('Evals that must not be broken for this one to mean anything.'),
    run: Command.optional().describe('What is run: once for each case, or once for a suite with `results`.'),
    cases: z
      .union([CaseMap, CaseSource], 'expected a map from case names to cases, or `{from: FILE}`')
      .optional()
      .describe('From names to cases, or `{from: FILE}`. Default: one case `run`, or those of `generate`.'),
    generate: Generate.optional(),
    judge: Judge.optional(),
    metrics: Metrics.optional(),
    suite: z
      .enum(presetNames(), `expected a preset: ${presetNames().join(', ')}`)
      .optional()
      .describe('An existing test suite, by the preset of its runner.'),
    results: Results.optional().describe('The report that `run` leaves: its tests are the cases.'),
    rerun: z
      .union(
        [z.literal('auto'), Program, RerunFields],
        'expected `auto`, or a list: names of tests never pass through a shell',
      )
      .optional()
      .describe(
        "How to run just the tests in doubt. `auto` is the preset's own way and its default; else the whole suite is run again.",
      ),
    ...SHARED_FIELDS,
    'must-fail': MustFail.optional(),
    tests: Globs.optional().describe(
      "Files judged in base's version, and run in the pull request's own too. Default: the preset's.",
    ),
    protect: Globs.optional().describe("Files judged in base's version only. Default: the preset's."),
    when: WhenFields.optional().describe('What each change does: `block`, `ask` (a maintainer accepts) or `warn`.'),
  },
  'expected a map of fields such as `run` and `cases`',
).meta({
  title: 'An eval of Formative',
  description: 'A command and its cases, or an existing test suite.',
  oneOf: [{ required: ['run'] }, { required: ['suite'] }],
});

export type EvalInput = z.output<typeof EvalFields>;
export type SharedInput = Pick<EvalInput, keyof typeof SHARED_FIELDS>;

function presetNames(): readonly [string, ...string[]] {
  const [first = '', ...rest] = Object.keys(PRESETS);
  return [first, ...rest];
}
