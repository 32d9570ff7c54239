import * as z from 'zod';

import { AgentSchema } from './agent-schema.js';
import { CaseSchema, ChangeSchema } from './case-schema.js';
import { ProgressSchema } from './progress-schema.js';

const Revision = z.object({
  sha: z.string(),
  /** The tree that was judged. */
  tree: z.string(),
  /** "main", "working tree", "merge of #12 into main": for people. */
  label: z.string(),
  /** First line of the commit's message. */
  subject: z.string().optional(),
});

/** Lines of head, from 1, or a file as a whole. */
const PlaceSchema = z.object({
  path: z.string(),
  startLine: z.int(),
  endLine: z.int(),
  /** The file as a whole; absent for lines. */
  what: z.enum(['new', 'deleted', 'renamed', 'binary', 'mode']).optional(),
});

const Culprit = z.object({
  cases: z.array(z.string()),
  lastWorking: z.string(),
  firstBroken: z.string(),
  /** First line of the breaking commit's message. */
  subject: z.string().optional(),
  /** The breaking commit is a merge: of the base branch into the pull request, or of another one. */
  merge: z.enum(['of-base', 'of-another']).optional(),
  /** All cases passed at the breaking commit by itself, as on base: they break where the two are merged. */
  onlyMerged: z.literal(true).optional(),
  /** The smallest part of what came with it that breaks the first case, as it stands on head. Lines count from 1. */
  hunks: z.array(PlaceSchema),
  /** Whether all cases passed on head without the hunks, when that was tried; `not-enough`: something else breaks them too. */
  takenBack: z.enum(['mends', 'not-enough']).optional(),
  /** Takes the hunks back from head, for `git apply`; absent where it is long or a file is no text. */
  patch: z.string().optional(),
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

/**
 * `formative.result/1`: everything a run found, in one plain value. Every report (comment, check, summary, terminal, JSON)
 * is drawn from it, and `formative report` redraws from the file.
 *
 * Shas are full, times are seconds, sizes are bytes, absent is absent; only `agent` may be null. Readers may meet unknown fields.
 */
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
  counts: z.partialRecord(ChangeSchema, z.int().min(0)),
  cases: z.array(CaseSchema),
  culprits: z.array(Culprit),
  /** Where an earlier push of the same pull request is known. */
  progress: ProgressSchema.optional(),
  integrity: z.object({
    changedEvals: z.array(z.string()),
    changedProtected: z.array(z.string()),
    weakened: z.array(Weakened),
    /** Changed files and findings that the search for weakening left out, and why. */
    notLookedAt: z.array(z.string()),
  }),
  /** Evals that a known-bad variant of base does not make fail: what they say was not counted. */
  withoutTeeth: z.array(z.object({ eval: z.string(), control: z.string(), why: z.string() })).optional(),
  /** What the change touches that no eval would miss: taken back, everything that passes on head still passes. */
  blindSpots: z.array(
    PlaceSchema.extend({
      /** Cases whose output shows it, though none of their graders minds. */
      shows: z.array(z.string()).optional(),
    }),
  ),
  proposed: z.array(Proposed),
  /** Mistakes in the pull request's own eval files, and other things worth a line: no sandbox, submodules left out. */
  notices: z.array(z.string()),
  /** Of a run with few seconds: how far it came, in cases and suites. What it did not reach is among the cases. */
  quick: z.object({ seconds: z.number(), reached: z.int().min(0), planned: z.int().min(0) }).optional(),
  /** Evals that broke on foundations that work: how far head comes. */
  along: z.array(z.object({ through: z.array(z.string()), at: z.string() })).optional(),
  /** Chance, 0 to 1, that this run calls its typical case broken, if head made it fail so often and base never fails. */
  couldHaveSeen: z
    .object({ everyTime: z.number().min(0).max(1), everySecondTime: z.number().min(0).max(1) })
    .optional(),
  sandbox: z.string(),
  budget: z.object({
    trials: z.int().min(0),
    /** Of these trials, those on known-bad variants of base. */ controls: z.int().min(0).optional(),
    /** Calls of a language model. */ judgeCalls: z.int().min(0).optional(),
    trialsAllowed: z.int(),
    minutesAllowed: z.number(),
    spent: z.boolean(),
  }),
  timing: z.object({ seconds: z.number().min(0) }),
});

export type Result = z.infer<typeof ResultSchema>;
export type CaseResult = z.infer<typeof CaseSchema>;
export type Weakened = z.infer<typeof Weakened>;
export type ProposedResult = z.infer<typeof Proposed>;
