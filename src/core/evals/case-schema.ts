import * as z from 'zod';
import { fields, isClean } from './fields.js';
import { Judge } from './judge-schema.js';
import { Exit, SameAsBase, Script, TextGraders } from './grader-schema.js';
import { Metrics } from './metric-schema.js';
import { Arguments, CaseName, Env, FilePath, Seconds, Text, YesOrNo } from './values-schema.js';

const FileContent = z.union(
  [Text.describe('The text of the file.'), fields({ from: FilePath.describe('A fixture whose text is used.') })],
  'expected the text of the file, or `{from: FILE}`',
);

export const CaseFields = fields(
  {
    title: Text.optional().describe('What the behaviour is, for people.'),
    args: Arguments.optional().describe('Arguments appended to `run`.'),
    stdin: Text.optional().describe('Standard input, as text. Default: empty.'),
    'stdin-file': FilePath.optional().describe(
      'A fixture that is the standard input: beside the eval, or in the evals folder.',
    ),
    files: z
      .record(FilePath, FileContent, 'expected a map from paths to texts')
      .optional()
      .describe('Files written into the tree before the trial.'),
    env: Env.optional().describe("Added to the eval's environment."),
    network: YesOrNo.optional().describe("Whether the trial may use the network. Default: the eval's."),
    timeout: Seconds.optional().describe('Seconds, or a text such as "2m". Default: the eval\'s.'),
    exit: Exit.optional(),
    stdout: TextGraders.optional().describe('What must hold of standard output.'),
    stderr: TextGraders.optional().describe('What must hold of standard error.'),
    'output-files': z
      .record(FilePath, TextGraders, 'expected a map from paths to graders')
      .optional()
      .describe('What must hold of files that the trial writes.'),
    script: Script.optional(),
    judge: Judge.optional(),
    metrics: Metrics.optional(),
    'same-as-base': SameAsBase.optional().describe(
      'Compares with base whatever has no grader of its own: standard output, standard error, and the exit code.',
    ),
  },
  'expected a case: a map such as `{ args: [x], exit: 0 }`',
)
  .refine(
    (one) => one.stdin === undefined || one['stdin-file'] === undefined,
    'expected `stdin` or `stdin-file`, not both',
  )
  .meta({ id: 'case', description: 'One input with what counts as good.' });

export const CaseMap = z
  .record(CaseName, CaseFields, 'expected a map from case names to cases')
  .refine((cases) => Object.keys(cases).length > 0, { error: 'expected at least one case', when: isClean });

export const CaseSource = fields(
  {
    from: FilePath.describe(
      'A file of cases, beside the eval or in the evals folder. `.yml`: a map from names to cases. `.jsonl`: one case a line, its name as `id`. ' +
        '`.csv`: a header row; `case` (or `id`) is the name, `args` words as in a shell or a JSON list, `stdin`, `exit`, `title`, `timeout` as in a case; ' +
        '`stdout` and `stderr` a JSON map of graders, or a text that must be equal (its last line end added). An empty cell says nothing.',
    ),
  },
  'expected `{from: FILE}`',
);

export type CaseInput = z.output<typeof CaseFields>;
