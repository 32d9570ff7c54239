import { fields } from './fields.js';
import { Program, YesOrNo, wholeNumber } from './values-schema.js';

export const Generate = fields({
  run: Program.describe(
    "A program of base's evals folder that prints one case a line, as JSON; what it draws depends on `FORMATIVE_SEED` alone.",
  ),
  count: wholeNumber(1, 1000).describe('How many cases are used; a program that prints fewer is a mistake.'),
  hidden: YesOrNo.optional().describe(
    'Whether reports keep inputs and outputs to themselves, and name the property that failed. Default false.',
  ),
}).describe('Cases that a program draws afresh for each run, from a seed that nobody knows before a push.');
