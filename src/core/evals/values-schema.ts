import { compile } from 'json-p3';
import { RE2JS } from 're2js';
import * as z from 'zod';
import { staysInside, tidyPath } from './paths.js';
import { MAX_SECONDS, secondsOf } from './seconds.js';

const NAME = '[a-z0-9][a-z0-9-]*';

/** An id's or a case name's segment. */
export const NAME_PATTERN = new RegExp(`^${NAME}$`);
export const ID_PATTERN = new RegExp(`^${NAME}(/${NAME})*$`);

const EXPECTED_SECONDS = 'expected seconds, or a text such as "90s" or "2m", at most 6 hours';

export const Text = z.string('expected a text');

export const CaseName = z.string().regex(NAME_PATTERN, {
  error: 'expected a name of lower-case letters, digits and `-`, such as `two-dates`',
});

export const EvalId = Text.regex(ID_PATTERN, { error: 'expected the id of an eval, such as `parser/dates`' });

/** A program and its arguments. */
export const Program = z.tuple(
  [Text.min(1, 'expected the name of a program')],
  Text,
  'expected a list: a program and its arguments',
);

export const Command = z
  .union([Text.min(1, 'expected a command'), Program], 'expected a command: a list, or a text for `sh -c`')
  .meta({
    id: 'command',
    description: 'A list is run as it is, with arguments appended; a text is run by `sh -c`, with arguments as "$@".',
  });

export const Seconds = z
  .union([z.number(), z.string().meta({ pattern: '^[0-9]+([.][0-9]+)?(ms|s|m|h)$' })], EXPECTED_SECONDS)
  .refine((value) => secondsOf(value) > 0 && secondsOf(value) <= MAX_SECONDS, EXPECTED_SECONDS);

export const InsidePath = Text.refine(staysInside, 'expected a path inside the repository, without `..`');

export const FilePath = InsidePath.refine(
  (path) => tidyPath(path) !== '' && !path.endsWith('/'),
  'expected the path of a file',
);

export const FolderPath = InsidePath.refine((path) => tidyPath(path) !== '', 'expected a folder below the root');

export const Globs = z.array(
  Text.min(1, 'expected a glob pattern').refine(
    staysInside,
    'expected a glob pattern inside the repository, without `..`',
  ),
  'expected a list of glob patterns',
);

const EnvName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'expected the name of an environment variable' });

const WithoutNul = Text.refine((text) => !text.includes('\0'), 'expected a text without NUL');

export const Arguments = z.array(WithoutNul, 'expected a list of texts');

export const Env = z.record(EnvName, WithoutNul, 'expected a map from names to texts');

export const EnvNames = z.array(
  Text.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of an environment variable'),
  {
    error: 'expected a list of names',
  },
);

export const YesOrNo = z.boolean('expected true or false');

export const Regex = Text.refine((pattern) => reasonAgainst(() => RE2JS.compile(pattern)) === undefined, {
  error: ({ input }) =>
    `expected a regular expression of RE2 (${reasonAgainst(() => RE2JS.compile(String(input))) ?? ''})`,
});

export const JsonPath = z.string().refine((path) => reasonAgainst(() => compile(path)) === undefined, {
  error: ({ input }) => `expected a JSONPath such as \`$.year\` (${reasonAgainst(() => compile(String(input))) ?? ''})`,
});

export function wholeNumber(least: number, most: number): z.ZodInt {
  const expected = `expected a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected);
}

/** What a compiler says against a text, in one short line. */
function reasonAgainst(compileIt: () => unknown): string | undefined {
  try {
    compileIt();
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 120);
  }
}
