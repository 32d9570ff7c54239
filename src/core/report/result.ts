import * as z from 'zod';

import { AgentSchema } from './agent-schema.js';

/**
 * `formative.result/1`: everything a run found, in one plain value. Every report (comment, check, summary, terminal, JSON)
 * is drawn from it, and `formative report` redraws from the file.
 *
 * Shas are full, times are seconds, sizes are bytes, absent is absent; only `agent` may be null. Readers may meet unknown fields.
 */
const Change = z.enum([
  'broke',
  'removed',
  'changed',
  'rewritten',
  'suspect',
  'unmeasured',
  'blocked',
  'flaky',
  'still-fails',
  'fixed',
  'still-passes',
  'passes',
  'added',
  'not-affected',
  'accepted',
]);

const Tally = z.object({ passed: z.int().min(0), failed: z.int().min(0) });

const Because = z.object({
  target: z.string(),
  summary: z.string(),
  expected: z.string().optional(),
  got: z.string().optional(),
  difference: z.string().optional(),
});

/** What one side did in the trial that is shown: an ending and the capped beginning of its streams. */
const Shown = z.object({
  /** "exited 1": see describeEnding. */
  ending: z.string(),
  stdout: z.string().optional(),
  stderr: z.string().optional(),
});

const Input = z.object({
  /** The program and its arguments, as they were started. */
  command: z.array(z.string()),
  cwd: z.string().optional(),
  stdin: z.string().optional(),
  /** Paths of the files written before the trial. */
  files: z.array(z.string()).optional(),
});

const CaseResult = z.object({
  id: z.string(),
  eval: z.string(),
  case: z.string(),
  area: z.string(),
  /** The case's or the eval's title, where it has one: what the behaviour is, for people. */
  title: z.string().optional(),
  change: Change,
  gate: z.enum(['block', 'ask', 'warn', 'none']),
  /** One sentence for people. */
  why: z.string(),
  because: z.array(Because),
  /** What holds of every generated case like this one. */
  property: z.string().optional(),
  /** The case was drawn for this run, and its input and output are kept out of reports. */
  hidden: z.literal(true).optional(),
  input: Input.optional(),
  base: Shown.optional(),
  head: Shown.optional(),
  trials: z.object({
    base: Tally,
    head: Tally,
    /** Base's earlier runs of the same case, and the branch on which they were made. */
    record: Tally.extend({ branch: z.string() }).optional(),
  }),
  /** The eval that broke and that this one needs. */
  blockedBy: z.string().optional(),
  /** A line to paste into a shell at the root of the repository. */
  reproduce: z.string().optional(),
  /** Where the test stands, when the suite's report tells; else the eval file. */
  file: z.string().optional(),
});

const Revision = z.object({
  sha: z.string(),
  /** The tree that was judged. */
  tree: z.string(),
  /** "main", "working tree", "merge of #12 into main": for people. */
  label: z.string(),
  /** First line of the commit's message. */
  subject: z.string().optional(),
});

const Culprit = z.object({
  cases: z.array(z.string()),
  lastWorking: z.string(),
  firstBroken: z.string(),
  /** First line of the breaking commit's message. */
  subject: z.string().optional(),
  hunks: z.array(z.object({ path: z.string(), startLine: z.int(), endLine: z.int() })),
  exact: z.boolean(),
});

const Proposed = z.object({
  /** The eval that the pull request adds or edits, and its case. */
  id: z.string(),
  eval: z.string(),
  how: z.enum(['added', 'edited']),
  outcome: z.enum(['passed', 'failed', 'unmeasured']),
  why: z.string().optional(),
});

const Weakened = z.object({
  path: z.string(),
  /** On head; absent where head has nothing to point to. */
  line: z.int().positive().optional(),
  what: z.enum([
    'test-deleted',
    'test-skipped',
    'test-focused',
    'fewer-assertions',
    'looser-assertion',
    'looser-limit',
    'snapshot-updated',
    'test-setup-changed',
    'lint-loosened',
    'check-suppressed',
    'ci-changed',
    'eval-deleted',
    'eval-weakened',
    'policy-weakened',
  ]),
  /** `sure`: less is asked. `likely`: unless something makes up for it. `possible`: it decides how tests run. */
  strength: z.enum(['sure', 'likely', 'possible']),
  /** A test, a setting, a case; empty: the whole file. */
  of: z.string(),
  was: z.string(),
  is: z.string(),
  /** Whose version of the file the verdict rests on. */
  judged: z.enum(['base', 'head']),
});

export const ResultSchema = z.object({
  schema: z.literal('formative.result/1'),
  version: z.string(),
  verdict: z.enum(['nothing-broke', 'broke', 'could-not-tell']),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  /** Who acts next. */
  next: z.enum(['agent', 'maintainer', 'nobody']),
  base: Revision,
  head: Revision,
  pullRequest: z
    .object({
      number: z.int().positive(),
      repository: z.string(),
      url: z.string(),
      /** The pull request's own head, where `head` is its merge into base. */
      headSha: z.string().optional(),
      commits: z.int().min(0).optional(),
    })
    .optional(),
  /** What the generated cases were drawn from: `formative run --seed` draws the same. */
  seed: z.string().optional(),
  /** The agent that is known best, by the marks that its change carries; others with it. None is no proof of a person's work. */
  agent: AgentSchema.nullable(),
  counts: z.partialRecord(Change, z.int().min(0)),
  cases: z.array(CaseResult),
  culprits: z.array(Culprit),
  integrity: z.object({
    changedEvals: z.array(z.string()),
    changedProtected: z.array(z.string()),
    weakened: z.array(Weakened),
    /** Changed files and findings that the search for weakening left out, and why. */
    notLookedAt: z.array(z.string()),
  }),
  /** Evals that a known-bad variant of base does not make fail: what they say was not counted. */
  withoutTeeth: z.array(z.object({ eval: z.string(), control: z.string(), why: z.string() })).optional(),
  blindSpots: z.array(z.string()),
  proposed: z.array(Proposed),
  /** Mistakes in the pull request's own eval files, and other things worth a line: no sandbox, submodules left out. */
  notices: z.array(z.string()),
  /** Chance, 0 to 1, that this run calls its typical case broken, if head made it fail so often and base never fails. */
  couldHaveSeen: z
    .object({ everyTime: z.number().min(0).max(1), everySecondTime: z.number().min(0).max(1) })
    .optional(),
  sandbox: z.string(),
  budget: z.object({
    trials: z.int().min(0),
    /** Of these trials, those on known-bad variants of base. */ controls: z.int().min(0).optional(),
    trialsAllowed: z.int(),
    minutesAllowed: z.number(),
    spent: z.boolean(),
  }),
  timing: z.object({ seconds: z.number().min(0) }),
});

export type Result = z.infer<typeof ResultSchema>;
export type CaseResult = z.infer<typeof CaseResult>;
export type Weakened = z.infer<typeof Weakened>;
export type ProposedResult = z.infer<typeof Proposed>;
