import * as z from 'zod';
import { fields } from './fields.js';
import { FilePath, Text } from './values-schema.js';

const Control = fields({
  patch: FilePath.describe('A patch that breaks the code: beside the eval, or in the evals folder.'),
  cases: z
    .array(Text, 'expected a list of cases')
    .min(1, 'expected at least one case')
    .optional()
    .describe('Cases that have to fail with it, or tests of a suite. Default: any one that blocks.'),
});

export const MustFail = z
  .union(
    [Control, z.array(Control).min(1, 'expected at least one patch')],
    'expected `{patch, cases}`, or a list of such',
  )
  .describe(
    'Known-bad variants of the base: where one does not make this eval fail, what the eval says is not counted.',
  );
