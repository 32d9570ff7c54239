import { describe, expect, it } from '@jest/globals';
import {
  blockLines,
  codeCell,
  codeSpan,
  fence,
  plain,
  visible,
  visibleLines,
} from '../../../src/core/report/verbatim.js';

describe('visible', () => {
  it.each([
    ['plain text', 'plain text'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['line\u2028separator', 'line\\u2028separator'],
    ['a\r\nb\tc\u0000', 'a\\r\\nb\\tc\\x00'],
    ['no\u00a0break', 'no\\xa0break'],
    ['hangul\u3164filler', 'hangul\\u3164filler'],
    ['half\ud800', 'half\\ud800'],
    ['⚠️ 日本 é', '⚠️ 日本 é'],
    ['a\ufe0f', 'a\\ufe0f'],
    ['⚠\ufe0f\ufe0f', '⚠\ufe0f\\ufe0f'],
    ['braille\u2800blank', 'braille\\u2800blank'],
    ['e\u0301\u0302\u0303\u0304\u0305', 'e\u0301\u0302\u0303\u0304\\u0305'],
    ['\u0301a \u0301', '\\u0301a \\u0301'],
    ['x ##[set-output name=verdict;]pass', 'x ##\\x5bset-output name=verdict;]pass'],
    ['##vso[task.complete] ##teamcity[x', '##vso\\x5btask.complete] ##teamcity\\x5bx'],
    ['::notice::std::vector [x]', '::notice::std::vector [x]'],
  ])('shows %j as %s', (text, shown) => {
    expect(visible(text, 100)).toBe(shown);
  });

  it('cuts, says so, and never splits an escape or a character', () => {
    expect(visible('abcdef', 4)).toBe('abcd… (2 more characters)');
    expect(visible('ab\u202ecd', 4)).toBe('ab… (3 more characters)');
    expect(visible('abc😀', 4)).toBe('abc… (2 more characters)');
  });
});

describe('visibleLines', () => {
  it('keeps lines apart only at line feeds, and says how many it left out', () => {
    expect(visibleLines('a\nb\u2028c\nd\ne\n', { lines: 2, columns: 9 })).toEqual(['a', 'b\\u2028c', '… 2 more lines']);
    expect(visibleLines('a\nb\nc', { lines: 2, columns: 9 })).toEqual(['a', 'b', '… 1 more line']);
    expect(visibleLines('a\nb\n', { lines: 2, columns: 9 })).toEqual(['a', 'b']);
  });

  it('keeps tabs only where asked', () => {
    expect(visibleLines('\ta', { lines: 1, columns: 9 }, 'kept')).toEqual(['\ta']);
    expect(visibleLines('\ta', { lines: 1, columns: 9 })).toEqual(['\\ta']);
  });
});

describe('blockLines', () => {
  const lines = (text: string, language: 'sh' | 'text' | 'diff') =>
    blockLines({ text, language, caps: { lines: 3, columns: 30 } });

  it('begins no line with what a build service obeys', () => {
    const text = '::set-output name=v::pass\n\t ::add-mask::a\nstd::vector';
    for (const language of ['sh', 'text'] as const)
      expect(lines(text, language)).toEqual(['\\x3a:set-output name=v::pass', '\t \\x3a:add-mask::a', 'std::vector']);
  });

  it('shows a command whole or not at all', () => {
    const long = `echo '${'x'.repeat(40)}`;
    expect(lines(`a\n${long}\nb\nc\nd\n`, 'sh')).toEqual([
      'a',
      '# left out here: a command of 46 characters',
      'b',
      '# … 2 more lines',
    ]);
    expect(lines(long, 'text')).toEqual([`${long.slice(0, 30)}… (16 more characters)`]);
  });
});

describe('Markdown', () => {
  it('puts more backticks around than there are inside', () => {
    expect(codeSpan('a', 9)).toBe('`a`');
    expect(codeSpan('a`b', 9)).toBe('``a`b``');
    expect(codeSpan('``', 9)).toBe('``` `` ```');
    expect(codeSpan(' a ', 9)).toBe('`  a  `');
    expect(codeSpan('', 9)).toBe('`(empty)`');
  });

  it('keeps a cell whole, also behind a backslash', () => {
    expect(codeCell('a|b', 9)).toBe('`a\\|b`');
    expect(codeCell('a\\|b', 9)).toBe('`a\\\\x7cb`');
  });

  it('fences with more backticks than there are inside, and shows tabs of a difference', () => {
    expect(fence('a\n````\nb', 'text', { lines: 9, columns: 9 })).toBe('`````text\na\n````\nb\n`````');
    expect(fence('\ta', 'diff', { lines: 9, columns: 9 })).toBe('```diff\n\\ta\n```');
  });
});

it('plain text keeps its lines and shows the rest', () => {
  expect(plain('a\n\u202eb', { lines: 9, columns: 9 })).toBe('a\n\\u202eb');
});
