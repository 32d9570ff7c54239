import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../../src/core/results/limits.js';
import { UnusableReport } from '../../../src/core/results/unusable.js';
import { readXml } from '../../../src/core/results/xml.js';
import { fixture, REAL } from './fixtures.js';

const read = (text: string) => readXml({ path: 'report.xml', text });

/** Why the text is refused; anything but a refusal is thrown on. */
function refusal(text: string): string | undefined {
  try {
    read(text);
    return undefined;
  } catch (error) {
    if (error instanceof UnusableReport) return error.message;
    throw error;
  }
}

describe('what real tools write that is not XML 1.0', () => {
  it.each([
    ['control characters and colours (node, jest-junit, mocha)', '\u001b[31mred\u001b[0m \u0000\u0008'],
    ['`]]>` in text (node)', 'a[b[0]]>1'],
    ['lone surrogates', '\ud800'],
    ['a bare ampersand, and entities of HTML', 'a & b &nbsp;'],
  ])('keeps %s', (_what, text) => {
    const root = read(`<s a="${text}">${text}</s>`);
    expect([root.attributes.get('a'), root.text]).toEqual([text, text]);
  });

  it('decodes numbers of control characters (mocha)', () => {
    expect(read('<s a="&#x1B;[31m">&#27;[0m</s>')).toMatchObject({
      attributes: new Map([['a', '\u001b[31m']]),
      text: '\u001b[0m',
    });
  });

  it('keeps the lines of an attribute (vitest, jest-junit): a filter needs the very name', () => {
    expect(read('<s a="first\nsecond"/>').attributes.get('a')).toBe('first\nsecond');
  });
});

describe('readXml', () => {
  it('decodes once', () => {
    expect(read('<s a="&amp;lt;">&amp;lt; &#38;lt; &amp;amp;amp;</s>')).toMatchObject({
      attributes: new Map([['a', '&lt;']]),
      text: '&lt; &lt; &amp;amp;',
    });
  });

  it('keeps the order of children, and their names whatever they are', () => {
    const { children } = read('<s><b/>1<a/><b/><__proto__ __proto__="x" toString="y"/><constructor/></s>');
    expect(children.map(({ name }) => name)).toEqual(['b', 'a', 'b', '__proto__', 'constructor']);
    expect([...(children[3]?.attributes ?? [])]).toEqual([
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
  });

  it.each(REAL.map(([, name]) => name).filter((name) => name.endsWith('.xml')))(
    'refuses %s wherever it is cut',
    (name) => {
      const text = fixture(name).trimEnd();
      const steps = Math.max(1, Math.floor(text.length / 500));
      const cuts = Array.from({ length: Math.ceil(text.length / steps) }, (_, index) => index * steps);
      expect(cuts.filter((cut) => refusal(text.slice(0, cut)) === undefined)).toEqual([]);
      expect(refusal(text.slice(0, -1))).toContain('report.xml is not well-formed XML, or was cut');
      expect(refusal(text)).toBeUndefined();
    },
  );

  it.each(['<!DOCTYPE s><s/>', '<s><!ENTITY a "b"></s>', '<s><!ELEMENT a></s>', '<s/><! '])('refuses %s', (text) => {
    expect(refusal(text)).toContain('declaration, which is refused');
  });

  it('reads up to its limits of depth and elements, and no further', () => {
    const deep = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(refusal(deep(LIMITS.depth))).toBeUndefined();
    expect(refusal(deep(LIMITS.depth + 1))).toContain('nests deeper');
    expect(refusal(`<s>${'<a/>'.repeat(LIMITS.elements)}</s>`)).toContain(`more than ${LIMITS.elements} elements`);
  });
});

/** A reader that looks back, or ahead to the end, at each of these would need hours: the run would not end. */
describe('hostile text is read in one pass', () => {
  const MILLION = 1_000_000;
  const attributes = Array.from({ length: MILLION }, (_, index) => ` a${index}="1"`).join('');
  it.each([
    ['tags that never end', '<a '.repeat(MILLION), 'the tag <a> is not closed'],
    ['spaces in a tag', `<a${' '.repeat(MILLION)}`, 'the tag <a> is not closed'],
    ['ampersands', `<a>${'&'.repeat(MILLION)}`, '<a> is not closed'],
    ['numbers that never end', `<a>${'&#1'.repeat(MILLION)}`, '<a> is not closed'],
    ['CDATA in CDATA', `<a>${'<![CDATA['.repeat(MILLION)}`, '`]]>` is missing'],
    ['comments in comments', `<a>${'<!--'.repeat(MILLION)}`, '`-->` is missing'],
    ['deep nesting', '<a>'.repeat(MILLION), 'nests deeper'],
    ['a million attributes', `<a${attributes}/>`, undefined],
  ])('%s', (_what, text, why) => {
    if (why === undefined) expect(refusal(text)).toBeUndefined();
    else expect(refusal(text)).toContain(why);
  });
});
