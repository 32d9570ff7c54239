import * as z from 'zod';

const MutantSchema = z.object({
  path: z.string(),
  /** Counted from 1; the lines as they are, and with the mistake in them. */
  line: z.int().positive(),
  was: z.string(),
  is: z.string(),
  what: z.enum([
    'statement-deleted',
    'line-deleted',
    'comparison-flipped',
    'condition-negated',
    'and-or-swapped',
    'constant-changed',
    'nothing-returned',
  ]),
  /** `not-built`: a setup fails with it, which says nothing of the evals. */
  fate: z.enum(['noticed', 'not-noticed', 'not-built', 'unclear']),
  /** Cases that fail with it, twice. */
  by: z.array(z.string()).optional(),
  /** Cases whose output is another with it, though no grader minds. */
  shows: z.array(z.string()).optional(),
  why: z.string().optional(),
});

const Share = z.object({ noticed: z.int().min(0), of: z.int().min(0) });

/**
 * `formative.audit/1`: how well evals notice small mistakes that were made in the repository's own sources on purpose.
 * Times are seconds, absent is absent. Readers may meet unknown fields.
 */
export const AuditSchema = z.object({
  schema: z.literal('formative.audit/1'),
  version: z.string(),
  head: z.object({ sha: z.string(), tree: z.string(), label: z.string() }),
  /** What the mistakes were drawn from: the same seed draws the same ones from the same tree. */
  seed: z.string(),
  /** Files in which there is room for one, and how many there could be. */
  files: z.int().min(0),
  possible: z.int().min(0),
  /** In the order in which they were tried. */
  mutants: z.array(MutantSchema),
  /** Of those that are clear, how many were noticed; and where the share of all possible ones lies, at 95 %. */
  share: Share.extend({ low: z.number(), high: z.number() }).optional(),
  byFile: z.array(Share.extend({ path: z.string() })),
  /** Each is tried until one notices, the quickest first: `looked` counts mistakes that came to this one. */
  evals: z.array(z.object({ id: z.string(), cases: z.int().min(0), noticed: z.int().min(0), looked: z.int().min(0) })),
  /** Cases that fail or waver without any mistake. */
  cannotNotice: z.array(z.object({ id: z.string(), eval: z.string(), why: z.string() })),
  notices: z.array(z.string()),
  sandbox: z.string(),
  timing: z.object({ seconds: z.number().min(0) }),
});

export type Audit = z.infer<typeof AuditSchema>;
export type MutantResult = z.infer<typeof MutantSchema>;
