import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load as parseYaml } from 'js-yaml';

interface Node {
  readonly [key: string]: unknown;
}

const schema = JSON.parse(readFileSync('evals.schema.json', 'utf8')) as Node & {
  readonly $defs: { readonly policy: Node };
};
const ajv = new Ajv2020({ strict: false });
const isEval = ajv.compile(schema);
const isPolicy = ajv.compile({ ...schema.$defs.policy, $defs: schema.$defs });

describe('evals.schema.json', () => {
  it.each([
    'run: [node, x]\ncases: { a: { args: [b], exit: nonzero, stdout: { json: { $.a: { at-least: 1 } } } } }',
    'suite: jest\nrerun: auto',
    'run: x\nresults: { format: tap, stdout: true }\ntimeout: 2m\nsetup: [{ run: npm ci }]',
    'run: x\ncases: { from: a.csv }',
  ])('allows %j', (text) => {
    expect([isEval(parseYaml(text)), isEval.errors]).toEqual([true, null]);
  });

  it.each(['run: x\ntitel: y', 'title: x', 'run: x\nsuite: jest', 'run: x\ntimeout: soon', 'run: x\ncases: { A: {} }'])(
    'refuses %j',
    (text) => {
      expect(isEval(parseYaml(text))).toBe(false);
    },
  );

  it('holds the policy', () => {
    expect(isPolicy(parseYaml('for: agents\ndefaults: { setup: npm ci, timeout: 5 }\nerror-rate: 5%'))).toBe(true);
    expect(isPolicy(parseYaml('fro: agents'))).toBe(false);
  });

  it('describes every field', () => {
    expect([...undescribed(schema, '#')]).toEqual([]);
  });
});

function* undescribed(node: unknown, path: string): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties') {
      for (const [name, field] of Object.entries(value as Record<string, Node>)) {
        if (!('description' in field) && !('$ref' in field)) yield `${path}/${name}`;
      }
    }
    yield* undescribed(value, `${path}/${key}`);
  }
}
