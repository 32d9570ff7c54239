import { describe, expect, it } from '@jest/globals';
import { bytes, say } from './trials.js';

const schema = (of: unknown) => ({ kind: 'json-schema', schema: of }) as const;
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

describe('json-schema', () => {
  const PERSON = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' } },
    additionalProperties: false,
  };

  it.each([
    ['{"name":"a"}', PERSON, 'agrees'],
    ['{}', PERSON, "objects: stdout: the value must have required property 'name'"],
    ['{"name":1}', PERSON, 'objects: stdout: /name must be string'],
    ['{"name":"a","b":1}', PERSON, 'objects: stdout: the value must NOT have additional properties (b)'],
    ['{', PERSON, 'objects: stdout is not JSON'],
    ['1', true, 'agrees'],
    ['1', false, 'objects: stdout: the value boolean schema is false'],
  ])('%s: %j: %s', (text, of, words) => {
    expect(say(text, schema(of))).toContain(words);
  });

  it('knows drafts 2020-12 and 07, each by its own rules', () => {
    const prefix = (draft: string) => schema({ $schema: draft, prefixItems: [{ type: 'string' }] });
    const items = (draft: string) => schema({ $schema: draft, items: [{ type: 'string' }] });
    expect(say('[1]', prefix(DRAFT_2020))).toContain('/0 must be string');
    expect(say('[1]', items(DRAFT_07))).toContain('/0 must be string');
    expect(say('[1]', prefix(DRAFT_07))).toBe('agrees');
  });

  it.each([
    [{ $schema: 'http://json-schema.org/draft-04/schema#' }, 'neither draft 2020-12 nor draft-07'],
    [{ type: 'nothing' }, 'cannot say: the JSON Schema cannot be used'],
    [{ $ref: 'https://example.org/other' }, 'cannot say: the JSON Schema cannot be used'],
    ['text', 'it is no schema'],
    [null, 'it is no schema'],
  ])('says nothing by %j', (of, words) => {
    expect(say('1', schema(of))).toContain(words);
  });

  it('judges unique items in one pass, by value', () => {
    const many = JSON.stringify(Array.from({ length: 50_000 }, (_, index) => ({ index })));
    expect(say(many, schema({ uniqueItems: true }))).toBe('agrees');
    expect(say('[{"a":1,"b":2},{"b":2,"a":1}]', schema({ uniqueItems: true }))).toContain(
      'must NOT have duplicate items',
    );
    expect(say('[1,1]', schema({ uniqueItems: false }))).toBe('agrees');
  });

  it('matches patterns in time proportional to the text', () => {
    expect(say(JSON.stringify('a'.repeat(40_000)), schema({ pattern: '^(a+)+$b' }))).toContain('must match pattern');
    expect(say('"2020-01-01"', schema({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }))).toBe('agrees');
  });

  it('tells one pattern from another', () => {
    const both = schema({
      properties: { a: { pattern: '^x' }, b: { pattern: '^y' } },
      patternProperties: { '^c': false },
    });
    expect(say('{"a":"x","b":"y"}', both)).toBe('agrees');
    expect(say('{"a":"y","b":"y"}', both)).toContain('/a must match pattern "^x"');
    expect(say('{"a":"x","b":"x"}', both)).toContain('/b must match pattern "^y"');
    expect(say('{"c":1}', both)).toMatch(/^objects/);
  });

  it('survives a schema that calls itself on a deep value', () => {
    const nested = schema({ $defs: { a: { items: { $ref: '#/$defs/a' } } }, $ref: '#/$defs/a' });
    expect(say('['.repeat(500) + ']'.repeat(500), nested)).toBe('agrees');
    expect(say('1', schema({ $ref: '#' }))).toMatch(/^(objects|cannot say)/);
  });

  it('wants text', () => {
    expect(say(bytes(0xff), schema({}))).toBe('objects: stdout is not UTF-8 text');
  });
});
