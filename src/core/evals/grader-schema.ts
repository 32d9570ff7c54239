import * as z from 'zod';
import { fields, isClean } from './fields.js';
import { isJsonSchema } from './json-schema-shape.js';
import { FilePath, JsonPath, Program, Regex, Text, YesOrNo, wholeNumber } from './values-schema.js';

const ExitCode = wholeNumber(0, 255);

export const Exit = z
  .union(
    [ExitCode, z.array(ExitCode).min(1, 'expected at least one exit code'), z.enum(['nonzero', 'any', 'same-as-base'])],
    'expected an exit code from 0 to 255, a list of them, `nonzero`, `any` or `same-as-base`',
  )
  .describe('Exit codes that are good: one, a list, `nonzero`, `any`, or `same-as-base`. Default 0.');

export const SameAsBase = z
  .union(
    [
      z.literal(true),
      fields({
        ignore: z
          .array(Regex, 'expected a list of regular expressions')
          .describe('Patterns whose matches are taken out on both sides first.'),
      }),
    ],
    'expected true, or a map with `ignore`',
  )
  .describe("The base's behaviour is the expectation; a difference is `changed`.");

const Texts = z.union([Text, z.array(Text).min(1, 'expected at least one text')], 'expected a text or a list of texts');

/** The names decide whether a map is a matcher: see {@link isMatcher}. */
export const JsonMatcherFields = fields({
  equals: z.unknown().optional().describe('The value itself; for a map that would read as a matcher.'),
  contains: z.unknown().optional().describe('A part of a text, or an item of a list.'),
  'not-contains': z.unknown().optional().describe('No part of the text, no item of the list.'),
  matches: Regex.optional().describe('A regular expression (RE2) that the text matches somewhere.'),
  'at-least': z.number('expected a number').optional().describe('The least number.'),
  'at-most': z.number('expected a number').optional().describe('The greatest number.'),
  length: wholeNumber(0, 1_000_000_000).optional().describe('Length of a text, a list or a map.'),
  type: z
    .enum(
      ['string', 'number', 'boolean', 'array', 'object', 'null'],
      'expected string, number, boolean, array, object or null',
    )
    .optional()
    .describe('The JSON type.'),
  exists: YesOrNo.optional().describe('Whether the path finds anything.'),
}).meta({
  id: 'matcher',
  description: 'A map of only these keys is a matcher; every other value is compared as it is.',
});

const JsonExpectation = z.union([JsonMatcherFields, z.unknown()]).superRefine((value, context) => {
  const parsed = isMatcher(value) ? JsonMatcherFields.safeParse(value) : undefined;
  for (const issue of parsed?.error?.issues ?? [])
    context.addIssue({ ...issue, code: 'custom', message: issue.message });
});

export const TextGraders = z
  .union(
    [
      Text.describe('Equals this text, to the last byte.'),
      fields({
        equals: Text.optional().describe('The whole text, to the last byte.'),
        contains: Texts.optional().describe('Texts that must all occur.'),
        'not-contains': Texts.optional().describe('Texts of which none may occur.'),
        matches: Regex.optional().describe('A regular expression (RE2, linear time) that must match somewhere.'),
        json: z
          .record(JsonPath, JsonExpectation, 'expected a map from JSONPath to a value or a matcher')
          .optional()
          .describe('The text is JSON: from JSONPath (RFC 9535) to a value or a matcher.'),
        'json-schema': z
          .union([z.record(z.string(), z.unknown()), z.boolean()], 'expected a JSON Schema')
          .refine(isJsonSchema, 'expected a valid JSON Schema')
          .optional()
          .describe('The text is JSON that this JSON Schema (2020-12) allows.'),
        snapshot: FilePath.optional().describe('Equals this file: beside the eval, or in the evals folder.'),
        'same-as-base': SameAsBase.optional(),
      }).refine((graders) => Object.keys(graders).length > 0, { error: 'expected at least one grader', when: isClean }),
    ],
    'expected a text (equals), or a map of graders',
  )
  .meta({ id: 'graders', description: 'A text means equals; else a map of graders that must all pass.' });

export const Script = Program.describe(
  'A program from base that gets the trial\'s record as JSON on standard input and answers `{"pass": …, "because": …}`.',
);

/** Whether a value of `json` judges by matchers: a map with only their names, and at least one. */
export function isMatcher(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => Object.hasOwn(JsonMatcherFields.shape, key));
}
