import * as z from 'zod';

const Strength = z.enum(['certain', 'likely']);

/** Who made a change, as a result holds it. */
export const AgentSchema = z.object({
  id: z.string(),
  name: z.string(),
  strength: Strength,
  evidence: z.array(
    z.object({
      field: z.enum([
        'account',
        'event',
        'commit-author',
        'committer',
        'co-author',
        'trailer',
        'body',
        'message',
        'branch',
        'label',
      ]),
      /** Text of whoever made the change. */
      value: z.string(),
      /** The rule that knows it, by its id. */
      rule: z.string(),
      tier: z.enum(['A', 'B', 'C']),
    }),
  ),
  also: z.array(z.object({ id: z.string(), strength: Strength })),
  /** Commits with a mark, of all but merges and those of automation. */
  share: z.object({ marked: z.int().min(0), all: z.int().min(0) }),
});
