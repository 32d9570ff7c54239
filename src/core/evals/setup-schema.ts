import * as z from 'zod';
import { fields } from './fields.js';
import { Command, FolderPath, Globs, Program, Text, YesOrNo } from './values-schema.js';

const Cache = fields({
  key: Globs.min(1, 'expected at least one glob pattern').describe(
    'Files on which the kept folders depend, as glob patterns.',
  ),
  keep: z
    .array(FolderPath, 'expected a list of folders')
    .min(1, 'expected at least one folder')
    .describe('Folders used again while the files of the key are the same.'),
});

const Step = fields({
  run: Command.describe('What is run at the root of the tree.'),
  cache: Cache.optional().describe('What to keep for the next run.'),
  network: YesOrNo.optional().describe('Whether the step may use the network. Default true.'),
});

export const Setup = z
  .union(
    [Text.min(1, 'expected a command'), Program, Step, z.array(Step).min(1, 'expected at least one step')],
    'expected a command, `{run, cache, network}`, or a list of such steps',
  )
  .describe('Run once per side for all evals with the same setup; a list of maps is run in its order.');
