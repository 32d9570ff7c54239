import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFor } from '../../../src/core/report/check.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { markerOf } from '../../../src/core/report/marker.js';
import type { Result } from '../../../src/core/report/result.js';
import { summaryFor } from '../../../src/core/report/summary.js';
import { hostileResult } from '../../support/arbitrary-results.js';
import { nodesOf, parseMarkdown, type MarkdownNode } from '../../support/commonmark.js';
import { harmlessTwin } from '../../support/harmless-twin.js';
import { hostile, PUZZLE } from '../../support/extreme-results.js';
import { skeletonOf } from '../../support/skeleton.js';

/** What GitHub itself makes of plain text, after the parser: people, issues, commits, addresses, pictures, formulas, notes. */
const OBEYED = /@\w|#\d|\bGH-\d|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b|:\/\/|\bwww\.|\bmailto:|:\w+:|\$|\[!|\[\^/i;
const CODE = ['code', 'code_block'];

function markdownOf(result: Result): string {
  const { summary, text = '' } = checkFor(result);
  return [commentFor(result), summaryFor(result), summary, text, '# the end'].join('\n\n');
}

/** The texts of a report that do not stand in code. */
function ownTexts(nodes: readonly MarkdownNode[]): string {
  const blocks = nodes.filter(({ name }) => !CODE.includes(name) && name !== 'html_block');
  return blocks.map(({ text }) => text).join('\n');
}

describe('the structure of a Markdown report', () => {
  it('is the same for any text as for a harmless one', () => {
    fc.assert(
      fc.property(hostileResult, (result) => {
        const [drawn, twin] = [result, harmlessTwin(result)].map((one) => parseMarkdown(markdownOf(one)));
        expect(skeletonOf(drawn!)).toEqual(skeletonOf(twin!));
        expect(ownTexts(nodesOf(drawn!))).not.toMatch(OBEYED);
      }),
      { numRuns: 25 },
    );
  });

  it('is the same for the text of every piece at once', () => {
    const [drawn, twin] = [hostile(), harmlessTwin(hostile())].map((one) => parseMarkdown(markdownOf(one)));
    expect(skeletonOf(drawn!)).toEqual(skeletonOf(twin!));
  });

  it('has one hidden comment, the marker at its very beginning', () => {
    const body = commentFor(hostile());
    const hidden = nodesOf(parseMarkdown(body)).filter(
      ({ text, name }) => name.startsWith('html') && text.includes('<!--'),
    );
    expect(hidden.map(({ text }) => text.trim())).toEqual([markerOf(hostile().head.sha)]);
    expect(body.startsWith(markerOf(hostile().head.sha))).toBe(true);
  });
});

describe('a report of texts without end', () => {
  /** Half a megabyte for each text that the pull request chose. */
  const swollen = (value: unknown): unknown => {
    if (typeof value === 'string') return value === PUZZLE ? value.repeat(1000) : value;
    if (Array.isArray(value)) return Array.from({ length: 20 }, () => value.map(swollen)).flat();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swollen(inner)]));
  };
  const result = swollen(hostile()) as Result;

  it('fits, says that it is shortened, and keeps its answer and its last line', () => {
    const { summary, text = '', annotations } = checkFor(result);
    const comment = commentFor(result);
    const [marker, answer] = comment.split('\n');
    expect(marker).toBe(markerOf(result.head.sha));
    expect(answer).toMatch(/^### ❌ No longer works: /);
    expect(comment).toContain('Shortened to fit here');
    expect(comment.trimEnd().endsWith('</sub>')).toBe(true);
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(summaryFor(result))).toBeLessThanOrEqual(900_000);
    expect(Math.max(summary.length, text.length)).toBeLessThan(65_535);
    expect(summary).toContain(answer);
    expect(annotations.length).toBeLessThanOrEqual(50);
    expect(Math.max(...annotations.map(({ message }) => message.length))).toBeLessThan(65_535);
  });
});

describe('what the checks above would catch', () => {
  const texts = [
    '@acme',
    'see #1',
    'acme/dates#1',
    'GH-1',
    '4f2a9cc',
    'https://x',
    'www.x.y',
    ':smile:',
    '$x$',
    '[!NOTE]',
    '[^1]',
  ];

  it.each(texts)('sees %s outside of code, and not in it', (text) => {
    const textOf = (markdown: string) => ownTexts(nodesOf(parseMarkdown(markdown)));
    expect(textOf(`some ${text} words`)).toMatch(OBEYED);
    expect(textOf(`some \`${text}\` words`)).not.toMatch(OBEYED);
  });

  it.each([
    'a*b*',
    '# a',
    '- a',
    '> a',
    '<b>',
    '<!-- a -->',
    '---',
    '| a |\n|--|',
    '```',
    '![a](b)',
    '[a](b)',
    '[a]: b\n\n[a]',
    '`',
  ])('tells %j from a harmless word', (text) => {
    expect(skeletonOf(parseMarkdown(`${text}\n\n\`a\` b\n`))).not.toEqual(skeletonOf(parseMarkdown('a0\n\n`a` b\n')));
  });
});
