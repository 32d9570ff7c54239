import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_EVAL_BYTES, capOf, type EvalBlob } from '../../../src/core/evals/blobs.js';
import { loadEvals } from '../../../src/core/evals/load.js';
import { blob, linesOf, load, mistakesIn } from './files.js';

const bomb = [
  'a: &a [x, x]',
  ...'bcdefghijklmnopqrstuvwxy'
    .split('')
    .map(
      (name, index) =>
        `${name}: &${name} [*${'abcdefghijklmnopqrstuvwxy'[index] ?? ''}, *${'abcdefghijklmnopqrstuvwxy'[index] ?? ''}]`,
    ),
].join('\n');

describe('a hostile eval file', () => {
  it.each([
    ['an alias bomb', bomb, '1:1: more than 100000 values with aliases written out, expected fewer'],
    ['an alias that holds itself', 'run: x\ntitle: &a [*a]\n', '1:1: nested deeper than 64 levels, expected less'],
    [
      'many aliases',
      `run: &a x\nneeds:\n${'  - *a\n'.repeat(51)}`,
      '53:6: more than 50 aliases (`*name`) in one file, expected fewer',
    ],
    ['a duplicate key', 'run: x\nrun: y\n', '2:1: the key stands twice in its map, expected once'],
    [
      'a duplicate case',
      'run: x\ncases:\n  a: {}\n  a: { exit: any }\n',
      '4:3: the key stands twice in its map, expected once',
    ],
    ['__proto__ at the top', '__proto__: { run: x }\n', '1:1: `__proto__` cannot be a key'],
    ['__proto__ as a case', 'run: x\ncases:\n  __proto__: {}\n', '3:3: `__proto__` cannot be a key'],
    ['__proto__ in quotes', 'run: x\nenv: { "__proto\\x5f_": x }\n', '2:8: `__proto__` cannot be a key'],
    [
      'a function',
      'run: !!js/function "function () {}"\n',
      '1:6: the tag `tag:yaml.org,2002:js/function` is not supported, expected a plain value',
    ],
    ['a tag of its own', 'run: !run [x]\n', '1:6: the tag `!run` is not supported, expected a plain value'],
    ['a tab', 'run: x\ncases:\n\ta: {}\n', '3:1: not valid YAML: tab characters must not be used in indentation'],
    ['an open list', 'run: [x\n', '2:1: not valid YAML: deficient indentation'],
    [
      'a map as a key',
      'run: x\n? {a: b}\n: c\n',
      '1:1: not valid YAML: object-based map does not support complex keys',
    ],
    ['deep lists', `run: ${'['.repeat(100_000)}`, '1:69: nested deeper than 64 levels, expected less'],
    ['deep maps', `run: ${'{a: '.repeat(100_000)}`, '1:255: nested deeper than 64 levels, expected less'],
    ['deep blocks', `run:\n${'- '.repeat(100_000)}`, '2:127: nested deeper than 64 levels, expected less'],
    [
      'too many values',
      `run: x\nneeds: [${'a,'.repeat(200_000)}]`,
      '1:1: more than 100000 values with aliases written out, expected fewer',
    ],
    ['a NUL byte', 'run: "x\0"\n', '1:1: the file is not text: it holds a NUL byte'],
    ['a control character', 'run: "\u0007"\n', '1:7: not valid YAML: expected valid JSON character'],
    ['10 MB', `# ${'x'.repeat(10_000_000)}`, '1:1: the file has 10000002 bytes, expected at most 1048576'],
  ])('%s', (_, text, line) => {
    expect(mistakesIn({ 'a.yml': text })).toEqual([`evals/a.yml:${line}`]);
  });

  it('that is not UTF-8', () => {
    const loading = loadEvals([blob('evals/a.yml', Uint8Array.from([0x72, 0xff, 0xfe]))], 'evals');
    expect(linesOf(loading)).toEqual(['evals/a.yml:1:1: the file is not text: it is not valid UTF-8']);
  });

  it('whose bytes were not read because it is too large', () => {
    const huge: EvalBlob = { path: 'evals/a.yml', mode: '100644', size: MAX_EVAL_BYTES + 1, bytes: new Uint8Array() };
    expect(linesOf(loadEvals([huge], 'evals'))).toEqual([
      'evals/a.yml:1:1: the file has 1048577 bytes, expected at most 1048576',
    ]);
  });

  it.each([
    ['120000', 'a symbolic link'],
    ['160000', 'a submodule'],
    ['040000', 'of mode 040000'],
  ])('of mode %s', (mode, what) => {
    const loading = loadEvals([blob('evals/a.yml', 'run: x', mode), blob('evals/b', '../secret', mode)], 'evals');
    expect(linesOf(loading)).toEqual([
      `evals/a.yml:1:1: the file is ${what}, expected a regular file`,
      `evals/b:1:1: the file is ${what}, expected a regular file`,
    ]);
  });

  it('that is the policy and a link', () => {
    const loading = loadEvals([blob('evals/_formative.yml', '/etc/passwd', '120000')], 'evals');
    expect(linesOf(loading)).toEqual([
      'evals/_formative.yml:1:1: the file is a symbolic link, expected a regular file',
    ]);
  });

  it('with a huge text is read, and shown shortened', () => {
    expect(load({ 'a.yml': `run: x\ntitle: ${'y'.repeat(1_000_000)}\n` }).kind).toBe('loaded');
    expect(mistakesIn({ 'a.yml': `run: x\ntimeout: ${'y'.repeat(1_000_000)}\n` })[0]).toHaveLength(163);
  });

  it('whose names are huge is quoted shortened', () => {
    const column = `${'('.repeat(6000)}😀`;
    const files = { 'a.yml': 'run: [x]\ncases: { from: _x.csv }\n', '_x.csv': `case,${column}\na,b\n` };
    expect(mistakesIn(files)).toEqual([expect.stringMatching(/^evals\/.{1,1020}… \(\d+ more characters\)$/u)]);
  });

  it('with mistakes without end names the first 200', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `stdout${index}: 1`).join('\n');
    const lines = mistakesIn({ 'a.yml': `run: x\n${keys}\n` });
    expect(lines).toHaveLength(201);
    expect(lines).toContain('evals/a.yml:1:1: more mistakes follow in this file');
  });

  it('keeps names such as constructor as plain data', () => {
    const loading = load({
      'constructor.yml':
        'run: x\ncases: { constructor: { env: { toString: a }, stdout: { json: { $.x: { constructor: 1 } } } } }\n',
    });
    expect(loading).toMatchObject({
      evals: [{ id: 'constructor', cases: [{ name: 'constructor', env: { toString: 'a' } }] }],
    });
    expect(mistakesIn({ 'a.yml': 'run: x\nhasOwnProperty: 1\n' })).toHaveLength(1);
  });

  it('stands in a chain of needs too long for recursion', () => {
    const files = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`e${index}.yml`, `run: x\nneeds: [e${(index + 1) % 5_000}]\n`]),
    );
    expect(mistakesIn(files)).toHaveLength(1);
  });
});

describe('any bytes', () => {
  const words = fc.constantFrom(
    'run',
    'suite',
    'cases',
    'from',
    'stdout',
    'json',
    'needs',
    ': ',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '"',
    "'",
    '|',
    '>',
    '!!',
    '? ',
    '#',
    ',',
    '0',
    'x',
    '\t',
    '<<',
    '__proto__',
    '---\n',
    '%',
  );
  const yamlLike = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(''));
  const bytes = fc.uint8Array({ maxLength: 200 });

  it.each(['a.yml', '_formative.yml', '_x.csv', '_x.jsonl', '_x.yml'])(
    'as %s are loaded or named, and nothing is thrown',
    (name) => {
      const reader = blob('evals/reader.yml', `run: x\ncases: { from: ${name} }\n`);
      fc.assert(
        fc.property(fc.oneof(yamlLike, fc.string({ unit: 'binary' }), bytes), (content) => {
          const blobs = [blob(`evals/${name}`, content), ...(name.startsWith('_x') ? [reader] : [])];
          const loading = loadEvals(blobs, 'evals');
          const places = loading.kind === 'loaded' ? [] : loading.mistakes;
          expect(places.every(({ line, column, message }) => line >= 1 && column >= 1 && message !== '')).toBe(true);
          expect(loading.kind === 'loaded' || places.length > 0).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );
});

it('only eval and policy files have the small cap', () => {
  const caps = ['evals/a.yml', 'evals/_formative.yml', 'evals/_fixtures/a.yml', 'evals/a.txt'].map((path) =>
    capOf(path, 'evals'),
  );
  expect(caps).toEqual([1_048_576, 1_048_576, 10_485_760, 10_485_760]);
});
