import { Ajv } from 'ajv';
import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import { textOf } from '../run/content.js';
import { overTheCap } from './bytes.js';
import { canonicalJson, parseJson } from './json-value.js';
import { AGREES, objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import type { Subject } from './subject.js';

/** The text is JSON that the schema allows: draft 2020-12, or draft-07 where `$schema` says so. `format` is not judged. */
export function gradeJsonSchema({ target, content }: Subject, schema: unknown): Judgement {
  const compiled = compile(schema);
  if (typeof compiled === 'string') return { kind: 'cannot-say', why: `the JSON Schema cannot be used: ${compiled}` };

  const got = textOf(content);
  const over = overTheCap(target, content);
  if (over !== undefined) return objects({ target, summary: over, got });
  if (content.encoding === 'base64') return objects({ target, summary: `${target} is not UTF-8 text`, got });
  const parsed = parseJson(got);
  if (parsed.kind === 'not-json') return objects({ target, summary: `${target} ${parsed.why}`, got });

  const complaint = complaintOf(compiled, parsed.value);
  return complaint === undefined ? AGREES : objects({ target, summary: `${target}: ${complaint}`, got });
}

const DRAFT_07 = 'http://json-schema.org/draft-07/schema';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

/** `pattern` runs on a linear-time engine, since the texts it sees are a stranger's. */
const OPTIONS: Options = {
  strict: false,
  logger: false,
  validateFormats: false,
  code: {
    regExp: Object.assign(
      (pattern: string) => {
        const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
        // Ajv tells patterns apart by their text.
        return { test: (text: string) => compiled.test(text), toString: () => pattern };
      },
      { code: 'RE2' },
    ),
  },
};

function compile(schema: unknown): ValidateFunction | string {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) return 'it is no schema';

  const ajv = ajvFor(draftOf(schema));
  if (ajv === undefined) return 'its `$schema` is neither draft 2020-12 nor draft-07';
  try {
    return ajv.compile(schema);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function draftOf(schema: boolean | object): unknown {
  const { $schema = DRAFT_2020 } = Object.fromEntries(Object.entries(schema));
  return typeof $schema === 'string' ? $schema.replace(/#$/, '') : undefined;
}

function ajvFor(draft: unknown): Ajv | Ajv2020 | undefined {
  if (draft !== DRAFT_2020 && draft !== DRAFT_07) return undefined;

  const ajv = draft === DRAFT_07 ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  // Ajv's own compares every item with every other.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    validate: (unique: boolean, items: readonly unknown[]) =>
      !unique || new Set(items.map(canonicalJson)).size === items.length,
  });
  return ajv;
}

function complaintOf(validate: ValidateFunction, value: unknown): string | undefined {
  try {
    return validate(value) ? undefined : (validate.errors ?? []).map(describeError).join('; ') || 'is not allowed';
  } catch (error) {
    return `cannot be judged by its JSON Schema: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function describeError({ instancePath, message = 'is not allowed', params }: ErrorObject): string {
  const values: unknown = Object.values(params)[0];
  const which = typeof values === 'string' && !message.includes(values) ? ` (${values})` : '';
  return `${instancePath || 'the value'} ${message}${which}`;
}
