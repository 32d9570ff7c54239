import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readRecord } from '../../../src/core/record/decode.js';
import { recordLines, setupLine, trialLine } from '../../../src/core/record/encode.js';
import { RECORD_LIMITS } from '../../../src/core/record/limits.js';
import { RefusedRecordError } from '../../../src/core/record/refusal.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import { TRIAL } from './arbitrary-attempts.js';

const attempt = {
  ending: { kind: 'exited', code: 1 },
  duration: 1,
  stdout: contentOf('no'),
  stderr: EMPTY,
  files: [],
} as const;
const HEADER = '{"kind":"record","schema":"formative.record/1","sandbox":{"kind":"held","name":"bwrap"}}';
const trial = trialLine(TRIAL, attempt) ?? '';
const SETUP = setupLine({ tree: TRIAL.tree, side: 'head', variant: 'judged', setup: 'c'.repeat(64) }, undefined);
const sound = recordLines({ sandbox: { kind: 'held', name: 'bwrap' } }, [trial, SETUP]);

function refusalOf(bytes: Uint8Array): string {
  try {
    readRecord(bytes);
    return 'believed';
  } catch (error) {
    if (error instanceof RefusedRecordError)
      return `${error.refusal}${error.where === undefined ? '' : ` ${error.where}`}`;
    throw error;
  }
}

const file = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const withTrial = (line: string): string => refusalOf(file([HEADER, line, '{"kind":"end","lines":2}']));
const changed = (change: Record<string, unknown>): string =>
  withTrial(JSON.stringify({ ...(JSON.parse(trial) as object), ...change }));

describe('a record that claims more than it may', () => {
  it.each(['verdict', 'pullRequest', 'headSha', 'grades', 'repository', 'runId'])(
    'is refused for the field %s',
    (name) => {
      expect(changed({ [name]: 'nothing-broke' })).toBe('unknown-shape line 2');
      expect(refusalOf(file([HEADER.replace('{"kind"', `{"${name}":1,"kind"`), '{"kind":"end","lines":1}']))).toBe(
        'unknown-shape line 1',
      );
    },
  );

  it('never repeats what it says', () => {
    const pwned = '::set-output name=verdict::nothing-broke';
    expect(changed({ [pwned]: pwned })).not.toContain('set-output');
    expect(changed({ ending: { kind: pwned } })).not.toContain('set-output');
    expect(withTrial(pwned)).not.toContain('set-output');
  });

  it.each([
    ['a number that is none', trial.replace('"duration":1', '"duration":NaN'), 'not-json line 2'],
    ['a number beyond all', trial.replace('"duration":1', '"duration":1e999'), 'unknown-shape line 2, duration'],
    ['a negative time', trial.replace('"duration":1', '"duration":-1'), 'unknown-shape line 2, duration'],
    [
      'an exit code that no program has',
      trial.replace('"code":1', '"code":4294967296'),
      'unknown-shape line 2, ending.code',
    ],
    ['an index between two', trial.replace('"index":0', '"index":0.5'), 'unknown-shape line 2, index'],
    ['a prototype', trial.replace('{"kind"', '{"__proto__":{"a":1},"kind"'), 'unknown-shape line 2'],
    ['fewer bytes than it holds', trial.replace('"size":2', '"size":1'), 'bad-bytes line 2'],
    ['bytes that are none', trial.replace('"bm8="', '"b m8="'), 'bad-bytes line 2'],
    ['bytes written in two ways', trial.replace('"bm8="', '"bm9="'), 'bad-bytes line 2'],
    [
      'an ending that only a replay has',
      trial.replace('{"kind":"exited","code":1}', '{"kind":"not-recorded"}'),
      'unknown-shape line 2, ending.kind',
    ],
    ['a list in place of a line', '[]', 'unknown-shape line 2'],
    ['nothing at all', 'null', 'unknown-shape line 2'],
    ['no text', '\u0000', 'not-json line 2'],
    ['depth', '['.repeat(1_000_000), 'not-json line 2'],
    ['depth that closes', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'unknown-shape line 2'],
  ])('is refused for %s', (_, line, refusal) => {
    expect(withTrial(line)).toBe(refusal);
  });

  it('is refused for a list that is too long before each item is looked at', () => {
    const files = `[${'0,'.repeat(2_000_000)}0]`;
    expect(withTrial(trial.replace('"files":[]', `"files":${files}`))).toBe('unknown-shape line 2, files');
    const paths = JSON.stringify(
      Array.from({ length: RECORD_LIMITS.files + 1 }, () => ({ kind: 'missing', path: 'x' })),
    );
    expect(withTrial(trial.replace('"files":[]', `"files":${paths}`))).toBe('unknown-shape line 2, files');
  });
});

describe('a record that did not arrive whole', () => {
  it('is refused wherever it was cut', () => {
    const whole = file(sound);
    for (let end = 0; end < whole.length; end += 1) expect(refusalOf(whole.subarray(0, end))).toMatch(/^cut-short/);
    expect(refusalOf(whole)).toBe('believed');
  });

  it('is refused when a line is missing, doubled, or after the end', () => {
    const [header = '', one = '', two = '', end = ''] = sound;
    expect(refusalOf(file([header, one, end]))).toBe('cut-short');
    expect(refusalOf(file([header, one, one, two, end]))).toBe('cut-short');
    expect(refusalOf(file([header, one, two, end, one]))).toBe('cut-short');
    expect(refusalOf(file([one, two, end]))).toBe('unknown-shape line 1');
    expect(refusalOf(file([header, header, one, end]))).toBe('unknown-shape line 2');
  });

  it('is refused when it is not text, or too much of it', () => {
    expect(refusalOf(Buffer.concat([file(sound.slice(0, 1)), Buffer.from([0xff, 0x0a])]))).toBe('not-utf8 line 2');
    expect(refusalOf(file([HEADER, ...Array.from({ length: RECORD_LIMITS.lines }, () => SETUP)]))).toBe(
      'too-many-lines',
    );
    const long = Buffer.alloc(RECORD_LIMITS.line + 2, 0x20);
    long[long.length - 1] = 0x0a;
    expect(refusalOf(long)).toBe('too-large line 1');
  });

  it('ends in an answer or in a named refusal, whatever it is', () => {
    const lines = fc.array(fc.oneof(fc.constantFrom(...sound), fc.json(), fc.string()), { maxLength: 6 });
    const spoiled = fc.tuple(lines, fc.nat(), fc.nat({ max: 255 })).map(([all, at, byte]) => {
      const bytes = file(all);
      if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(spoiled, (bytes) => {
        expect(refusalOf(bytes)).toMatch(/^(?:believed$|[a-z][a-z0-9-]+)/);
      }),
      { numRuns: 500 },
    );
  });
});
