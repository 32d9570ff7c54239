import * as z from 'zod';

export const ChangeSchema = z.enum([
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

/** The numbers of a metric: middle ones of each side. */
const Metric = z.object({
  name: z.string(),
  better: z.enum(['lower', 'higher']),
  /** `s`, `bytes`, or what the eval calls it; empty: a bare number. */
  unit: z.string(),
  /** "at most 10 % more": how much worse is still good. */
  allowed: z.string(),
  noisy: z.boolean(),
  base: z.number().optional(),
  head: z.number().optional(),
  /** Pairs of trials with a number on both sides, and those in which head is worse. */
  pairs: z.int().min(0),
  worse: z.int().min(0),
  /** Head is better by more than it could have been worse. */
  improved: z.literal(true).optional(),
});

/** One case of a result: what happened to it, and its story where there is one to tell. */
export const CaseSchema = z.object({
  id: z.string(),
  eval: z.string(),
  case: z.string(),
  area: z.string(),
  /** The case's or the eval's title, where it has one: what the behaviour is, for people. */
  title: z.string().optional(),
  change: ChangeSchema,
  gate: z.enum(['block', 'ask', 'warn', 'none']),
  /** One sentence for people. */
  why: z.string(),
  because: z.array(Because),
  /** It was drawn for this run: another push has another case of this name. */
  generated: z.literal(true).optional(),
  /** What holds of every generated case like this one. */
  property: z.string().optional(),
  /** Its input and output are kept out of reports. */
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
  /** Of a metric, which is a case of its own: `EVAL/CASE:METRIC`. Its tallies count trials with a number. */
  metric: Metric.optional(),
  /** For `unmeasured`: the run had few seconds, and did not come to it. */
  notReached: z.literal(true).optional(),
  /** The eval that broke and that this one needs. */
  blockedBy: z.string().optional(),
  /** Where it may be accepted: a digest of what head did. */
  said: z.string().optional(),
  /** For `accepted`: who said so, where and why, and what it was before. */
  accepted: z
    .object({ by: z.string(), reason: z.string(), url: z.string(), was: ChangeSchema, why: z.string() })
    .optional(),
  /** A line to paste into a shell at the root of the repository. */
  reproduce: z.string().optional(),
  /** Where the test stands, when the suite's report tells; else the eval file. */
  file: z.string().optional(),
});
