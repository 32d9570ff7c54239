import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/core/errors.js';
import { inertJson, parseResult, toJson } from '../../../src/core/report/json.js';
import { aBreak, aCase, passing, strictBreak } from '../../support/results.js';

describe('toJson', () => {
  it('is read back as it was', () => {
    const result = aBreak([strictBreak(), ...passing(2)]);
    expect(parseResult(toJson(result))).toEqual(result);
  });

  it('does not depend on the order in which the result was put together', () => {
    const result = aBreak([aCase('a/b', 'fixed'), strictBreak()]);
    const reversed = Object.fromEntries(Object.entries(result).reverse()) as typeof result;
    const counts = { broke: 1, fixed: 1 };
    expect(toJson({ ...reversed, counts })).toBe(toJson({ ...result, counts: { fixed: 1, broke: 1 } }));
    expect(Object.keys(JSON.parse(toJson(reversed)) as object)[0]).toBe('schema');
    expect(toJson(result).endsWith('}\n')).toBe(true);
  });

  it('writes what cannot be seen as escapes', () => {
    const text = toJson(aBreak([strictBreak({ why: '\u202e\u{e0041}\u009b' })]));
    expect(text).toContain('"\\u202e\\udb40\\udc41\\u009b"');
    const more = ['⚠\ufe0f\u3164\u00a0\u{e0101}', 'x ##[set-output name=verdict;]pass ##vso[x]'];
    const [first, second] = more.map((why) => toJson(aBreak([strictBreak({ why })])));
    expect(first).toContain('"⚠\\ufe0f\\u3164\\u00a0\\udb40\\udd01"');
    expect(second).not.toMatch(/##\w*\[/);
    expect(parseResult(second!).cases[0]?.why).toBe(more[1]);
  });
});

describe('inertJson', () => {
  it('is the same names, with nothing for a shell to obey', () => {
    const names = ["a'; rm -rf ~ #", '$(x) `x` "x" \\', '日本 😀\n', 'cli/dates > reads 1:2'];
    expect(JSON.parse(inertJson(names))).toEqual(names);
    expect(inertJson(names)).toMatch(/^\[("([\w ./:=@+-]|\\u[0-9a-f]{4})*",?)*\]$/);
    expect(inertJson([])).toBe('[]');
  });
});

describe('parseResult', () => {
  const failure = (text: string): UserError => {
    try {
      parseResult(text);
    } catch (error) {
      if (error instanceof UserError) return error;
    }
    throw new Error('expected a UserError');
  };

  it('says that a text is no JSON', () => {
    expect(failure('{').message).toContain('it is not JSON');
  });

  it('names the fields that are wrong, and what to do', () => {
    const { message, help } = failure(JSON.stringify({ ...aBreak([]), verdict: 'fine', schema: 'formative.result/2' }));
    expect(message).toMatch(/- schema: .*formative\.result\/1/);
    expect(message).toContain('- verdict: ');
    expect(help).toContain('formative run --json');
  });

  it('names at most ten of them', () => {
    expect(failure('{}').message).toMatch(/- and \d+ more$/);
    expect(failure('[]').message).toContain('- the file: ');
  });

  it('reads past fields it does not know', () => {
    expect(parseResult(JSON.stringify({ ...aBreak([]), later: 1 }))).toEqual(aBreak([]));
  });
});
