import * as z from 'zod';

export const CaseId = z.string().min(1).max(500);
const Sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
/** Pushes are counted from 1. */
const Push = z.int().positive();

/** Bytes of what a comment keeps of pushes. */
export const PUSHES_BYTES = 4000;
/** Cases that are kept by their names, and heads. */
export const MOST = { cases: 50, heads: 12 } as const;

/** How the cases stood on one push. */
const StandingSchema = z.strictObject({
  /** What was broken, with the push since which it is. What could not be told since then is still in here. */
  broken: z.array(z.tuple([CaseId, Push])).max(MOST.cases),
  /** What could not be told. */
  unclear: z.array(CaseId).max(MOST.cases),
  /** Whether everything else was not broken. */
  whole: z.boolean(),
});

/** What our comment remembers of the pushes that it told of. It is shown, and decides nothing. */
export const PushesSchema = z
  .strictObject({
    /** How many there were. */
    count: Push,
    /** Heads of the last of them, oldest first. */
    heads: z.array(Sha).min(1).max(MOST.heads),
    /** Highest id of a workflow run that made trials of them. */
    run: z.int().positive().optional(),
    last: StandingSchema,
    /** The one before the last: what the last one is compared with when it is judged again. */
    before: StandingSchema.optional(),
  })
  .refine(({ count, heads, last, before }) => {
    const all = [...last.broken, ...(before?.broken ?? [])];
    return heads.length <= count && all.every(([, since]) => since <= count);
  });

export type Standing = z.infer<typeof StandingSchema>;
export type Pushes = z.infer<typeof PushesSchema>;
