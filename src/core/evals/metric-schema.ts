import { RE2JS } from 're2js';
import * as z from 'zod';
import { fields, isClean } from './fields.js';
import { secondsOf } from './seconds.js';
import { FilePath, JsonPath, NAME_PATTERN, Regex, Text, YesOrNo } from './values-schema.js';

const EXPECTED_ALLOW = 'expected a share such as 5%, an amount such as 1024, or a time such as "50ms"';

const OneGroup = Regex.refine((pattern) => RE2JS.compile(pattern).groupCount() === 1, {
  error: 'expected exactly one group: the number, as in `took ([0-9.]+) ms`',
  when: isClean,
}).describe('A regular expression (RE2, linear time) that matches once; its one group is the number.');

const Stdout = z.union(
  [
    JsonPath.describe('The output is JSON: the JSONPath of the number.'),
    fields({ matches: OneGroup }, 'expected a JSONPath, or `{matches: PATTERN}`'),
  ],
  'expected a JSONPath such as `$.bytes`, or `{matches: PATTERN}`',
);

const From = z.union(
  [
    z
      .enum(['duration', 'cpu', 'peak-memory'], 'expected `duration`, `cpu` or `peak-memory`')
      .describe(
        'Measured, of the whole process tree: seconds by the clock, seconds of the processor, bytes of memory.',
      ),
    fields({ stdout: Stdout.describe('What the program prints.') }, 'expected a source'),
    fields(
      {
        file: FilePath.describe('A file as it is after the trial. With nothing else: its size in bytes.'),
        json: JsonPath.optional().describe('The file is JSON: the JSONPath of the number.'),
        matches: OneGroup.optional(),
      },
      'expected a source',
    ).refine(
      ({ json, matches }) => json === undefined || matches === undefined,
      'expected `json` or `matches`, not both',
    ),
  ],
  'expected `duration`, `cpu`, `peak-memory`, `{stdout: …}` or `{file: …}`',
);

const Allow = z
  .union([z.number(), z.string().meta({ pattern: '^[0-9]+([.][0-9]+)?(%|ms|s|m|h)$' })], EXPECTED_ALLOW)
  .refine((value) => amountOf(value) >= 0 && Number.isFinite(amountOf(value)), EXPECTED_ALLOW);

const MetricFields = fields(
  {
    from: From.describe(
      'Where the number comes from: `duration`, `cpu`, `peak-memory`, `{stdout: $.bytes}`, `{stdout: {matches: "took ([0-9.]+) ms"}}`, `{file: dist/app.js}`.',
    ),
    better: z.enum(['lower', 'higher'], 'expected `lower` or `higher`').describe('Which way is better.'),
    allow: Allow.describe(
      "How much worse is still good: a share of base's number, or an amount in the number's own unit.",
    ),
    unit: Text.max(20, 'expected at most 20 characters').optional().describe('For people, such as `ms`.'),
    noisy: YesOrNo.optional().describe(
      'Whether two trials of the same code differ: then it is decided over pairs of trials. Default: whether it is measured.',
    ),
  },
  'expected a metric: a map such as `{ from: duration, better: lower, allow: 10% }`',
)
  .refine(({ from, noisy }) => typeof from !== 'string' || noisy !== false, {
    error: 'expected no `noisy: false`: what is measured differs from trial to trial',
    path: ['noisy'],
    when: isClean,
  })
  .refine(({ from, noisy, allow }) => amountOf(allow) > 0 || (typeof from !== 'string' && noisy !== true), {
    error: 'expected more than 0: a noisy number is never quite the same',
    path: ['allow'],
    when: isClean,
  })
  .refine(({ better, allow }) => better === 'lower' || !isShare(allow) || amountOf(allow) < 1, {
    error: 'expected less than 100%: where higher is better, nothing would ever be worse',
    path: ['allow'],
    when: isClean,
  })
  .meta({ id: 'metric', description: 'A number that may not get worse.' });

export const Metrics = z
  .record(
    z
      .string()
      .regex(NAME_PATTERN, { error: 'expected a name of lower-case letters, digits and `-`, such as `bundle-bytes`' }),
    MetricFields,
    'expected a map from names to metrics',
  )
  .describe('Numbers that may not get worse, by name: `{ parse-ms: { from: duration, better: lower, allow: 10% } }`.');

export type MetricInput = z.output<typeof MetricFields>;

export function isShare(value: number | string): boolean {
  return typeof value === 'string' && value.endsWith('%');
}

/** 0.05 of "5%", 0.05 of "50ms", a number as it is; NaN of another text. */
export function amountOf(value: number | string): number {
  if (typeof value === 'number' || !isShare(value)) return secondsOf(value);
  return Number(/^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] ?? NaN) / 100;
}
