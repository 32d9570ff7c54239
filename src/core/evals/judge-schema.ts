import * as z from 'zod';
import { fields, isClean } from './fields.js';
import { Text, wholeNumber } from './values-schema.js';

const EXPECTED_SCORE = 'expected a score from 0 to 1';

const Score = z.number(EXPECTED_SCORE).min(0, EXPECTED_SCORE).max(1, EXPECTED_SCORE);

export const Judge = fields(
  {
    rubric: Text.trim()
      .min(1, 'expected what makes an output good, in words')
      .max(4000, 'expected at most 4000 characters')
      .describe('What makes the output good, in words for a language model.'),
    model: Text.min(1, 'expected the name of a model')
      .optional()
      .describe("The model, as its endpoint calls it. Default `openai/gpt-4.1-mini`, GitHub Models' name for it."),
    'pass-at': Score.optional().describe('The least score, 0 to 1, that is good. Default 0.7.'),
    compare: z
      .literal(true, 'expected true')
      .optional()
      .describe(
        "Base's and head's outputs are shown side by side, both ways round: head's may not be worse. Takes the place of `pass-at`.",
      ),
    repeats: wholeNumber(1, 9)
      .optional()
      .describe(
        'Answers for one output at most: one is enough where it is clearly good, else the majority. Default 3.',
      ),
  },
  'expected a map with `rubric`',
)
  .refine((judge) => judge.compare === undefined || judge['pass-at'] === undefined, {
    error: 'expected `pass-at` or `compare`, not both',
    when: isClean,
  })
  .meta({
    id: 'judge',
    description: 'Standard output is graded by a language model; what it says never makes a failed grader pass.',
  });

export type JudgeInput = z.output<typeof Judge>;
