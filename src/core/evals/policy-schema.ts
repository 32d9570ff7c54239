import { isMention } from './mention.js';
import * as z from 'zod';
import { SHARED_FIELDS, WhenFields } from './eval-schema.js';
import { fields } from './fields.js';
import { Globs, Text, wholeNumber } from './values-schema.js';

const EXPECTED_SHARE = 'expected a share such as 5%, more than 0% and less than 100%';

const Share = z
  .union([z.number(), z.string().meta({ pattern: '^[0-9]+([.][0-9]+)?%$' })], EXPECTED_SHARE)
  .refine((value) => shareOf(value) > 0 && shareOf(value) < 1, EXPECTED_SHARE);

const ExtraAgent = fields({
  name: Text.min(1, 'expected a name').describe('How reports call it.'),
  login: Text.min(1, 'expected a login').describe('Its login, such as `acme-bot[bot]`.'),
});

export const PolicyFields = fields({
  for: z.enum(['agents', 'everyone']).optional().describe('Whose pull requests are judged. Default `everyone`.'),
  agents: fields({
    'allow-extra': z.array(ExtraAgent, 'expected a list of agents').optional().describe('Agents of your own.'),
  })
    .optional()
    .describe('What counts as an agent besides the known ones.'),
  defaults: fields(SHARED_FIELDS).optional().describe('Defaults for every eval; its own field wins.'),
  protect: Globs.optional().describe("Files judged in base's version, for all evals."),
  when: WhenFields.optional(),
  comment: z
    .enum(['always', 'when-broken'])
    .optional()
    .describe('`always`, or `when-broken`: first when something is not well, then edited in place. Default `always`.'),
  accept: z
    .enum(['not-author', 'write', 'admin'])
    .optional()
    .describe('Who may accept a change. Default `not-author`.'),
  budget: fields({
    minutes: z
      .number('expected a number of minutes')
      .positive('expected more than 0')
      .optional()
      .describe('Minutes from the start of the run. Default 30.'),
    trials: wholeNumber(1, 1_000_000).optional().describe('Trials of both sides together. Default 5000.'),
    'judge-calls': wholeNumber(0, 1_000_000).optional().describe('Calls of a language model. Default 200.'),
  })
    .optional()
    .describe('What one run may spend.'),
  'error-rate': Share.optional().describe(
    'Bound on the share of pull requests that broke nothing and are called broken. Default 5%.',
  ),
  sandbox: z
    .enum(['required', 'preferred', 'off'])
    .optional()
    .describe(
      "Whether the pull request's code runs in a sandbox: `required` (else nothing is run), `preferred` (where one holds), `off`. Default `required`.",
    ),
  'hand-back': fields({
    mention: Text.refine(isMention, 'expected one account to mention, such as `@copilot`').describe(
      'Whom to mention, such as `@copilot`.',
    ),
    attempts: wholeNumber(0, 20).optional().describe('At most so often on one pull request. Default 3.'),
  })
    .optional()
    .describe('Asks the agent to mend what it broke, by a comment of its own for each push that broke something.'),
}).meta({
  title: 'The policy of Formative',
  description: 'The file `evals/_formative.yml`, read from base.',
});

export type PolicyInput = z.output<typeof PolicyFields>;

/** 0.05 of "5%" or 0.05; NaN of another text. */
export function shareOf(value: number | string): number {
  if (typeof value === 'number') return value;
  return Number(/^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] ?? NaN) / 100;
}
