import * as z from 'zod';

/**
 * What became of a pull request's breaks over the pushes that its comment told of, counted from 1. It decides nothing. All cases that were
 * generated for an eval are one, `EVAL/(generated)`: each push has others.
 */
export const ProgressSchema = z.object({
  /** Which push this is. */
  push: z.int().positive(),
  /** Head of the push before. */
  before: z.string(),
  /** Broken on the push before, working on this one. */
  fixed: z.array(z.string()),
  /** Broken on this push, and not on the one before. */
  newlyBroken: z.array(z.string()),
  /** Broken on both: the first push on which it was seen, and its head where that is still known. */
  stillBroken: z.array(z.object({ case: z.string(), push: z.int().positive(), sha: z.string().optional() })),
  /** What was fixed of an eval with generated cases: how many of them, drawn anew for this push, work too, and how many do not. */
  mended: z.array(
    z.object({ eval: z.string(), cases: z.array(z.string()), works: z.int().min(0), fails: z.int().min(0) }),
  ),
});

export type Progress = z.infer<typeof ProgressSchema>;
