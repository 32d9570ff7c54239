import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFor } from '../../../src/core/report/check.js';
import { htmlFor } from '../../../src/core/report/html.js';
import { parseResult, toJson } from '../../../src/core/report/json.js';
import { junitFor } from '../../../src/core/report/junit.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { readMarker } from '../../../src/core/report/marker.js';
import { summaryFor } from '../../../src/core/report/summary.js';
import { terminalFor } from '../../../src/core/report/terminal.js';
import { readXml } from '../../../src/core/results/xml.js';
import { hostileResult } from '../../support/arbitrary-results.js';
import { nodesOf, parseMarkdown, type MarkdownNode } from '../../support/commonmark.js';

const OWN_LINK = /^https:\/\/github\.com\/acme\/dates\/(?:commit\/[0-9a-f]{40}$|blob\/[0-9a-f]{40}\/(?!.*\.\.\/))/;
const OWN_HTML =
  /^(?:<!-- formative:1 head=(?:[0-9a-f]{40}|unknown) -->|<details><summary>[\w ]+<\/summary>|<\/details>)\n?$/;
const OWN_INLINE_HTML = ['<sub>', '</sub>'];
const OWN_TAG =
  /^<(?:\/?(?:body|main|html|h2|p|dl|dt|dd|div|ol|li|table|thead|tbody|tr|td|pre|code|details|summary|footer)|\/(?:h1|th|span|a)|h1 class="(?:good|bad|unclear)"|span class="(?:mark|expected|got|place)"|div class="table"|th scope="col")>$/;
/** What XML 1.0 allows at all. */
const XML_CHARACTERS = /^[\n -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const CODE = ['code', 'code_block'];
const INVISIBLE = /(?![\n ])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A node that no text of a pull request may make. */
function isStray({ name, text, attributes }: MarkdownNode): boolean {
  if (name === 'image') return true;
  if (name === 'link') return !OWN_LINK.test(attributes['destination'] ?? '');
  if (name === 'html_block') return !OWN_HTML.test(text);
  if (name === 'html_inline') return !OWN_INLINE_HTML.includes(text);
  return !CODE.includes(name) && /[@#]|https?:|www\./.test(text);
}

describe('whatever a pull request writes', () => {
  it('stays inside of code in the comment, the summary and the check', () => {
    fc.assert(
      fc.property(hostileResult, (result) => {
        const { summary, text = '' } = checkFor(result);
        const markdown = [commentFor(result), summaryFor(result), summary, text, '# the end'].join('\n\n');
        const nodes = nodesOf(parseMarkdown(markdown));
        expect(nodes.filter(isStray)).toEqual([]);
        expect(nodes.filter(({ name, attributes }) => name === 'heading' && attributes['level'] === '1')).toHaveLength(
          1,
        );
        expect(markdown.replaceAll(/[\t\u00a0]|\p{Extended_Pictographic}\ufe0f/gu, '')).not.toMatch(INVISIBLE);
      }),
      { numRuns: 25 },
    );
  });

  it('opens and closes as many folds as we do, and fits', () => {
    fc.assert(
      fc.property(hostileResult, fc.integer({ min: 0, max: 8000 }), (result, size) => {
        const body = commentFor(result, { size });
        const nodes = nodesOf(parseMarkdown(body));
        const html = nodes.filter(({ name }) => name === 'html_block').map(({ text }) => text);
        const opened = html.filter((text) => text.startsWith('<details>')).length;
        expect(html.filter((text) => text.startsWith('</details>'))).toHaveLength(opened);
        expect(nodes.find(({ name }) => name === 'heading')?.attributes['level']).toBe('3');
        expect(readMarker(body)).toBeDefined();
        expect(Buffer.byteLength(commentFor(result))).toBeLessThanOrEqual(60_000);
      }),
      { numRuns: 15 },
    );
  });

  it('reaches a terminal without control characters, and within its width', () => {
    fc.assert(
      fc.property(hostileResult, fc.integer({ min: 40, max: 120 }), (result, width) => {
        const drawn = terminalFor(result, { color: false, width });
        expect(drawn.replaceAll(/\p{Extended_Pictographic}\ufe0f/gu, '')).not.toMatch(INVISIBLE);
        const colored = terminalFor(result, { color: true, width });
        expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(drawn);
      }),
      { numRuns: 150 },
    );
  });

  it('makes no element and no attribute of the page', () => {
    fc.assert(
      fc.property(hostileResult, (result) => {
        expect(tagsOf(htmlFor(result)).filter((tag) => !OWN_TAG.test(tag) && !isOwnAnchor(tag))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves JUnit well formed and JSON readable', () => {
    fc.assert(
      fc.property(hostileResult, (result) => {
        const xml = junitFor(result);
        expect(readXml({ path: 'junit.xml', text: xml }).name).toBe('testsuites');
        expect(xml).toMatch(XML_CHARACTERS);
        const text = toJson(result);
        expect(parseResult(text)).toEqual(JSON.parse(JSON.stringify(result)));
        expect(text.replaceAll('\n', '')).not.toMatch(INVISIBLE);
      }),
      { numRuns: 100 },
    );
  });

  it('reaches annotations as plain, capped text beside files of the repository', () => {
    fc.assert(
      fc.property(hostileResult, (result) => {
        for (const { path, title, message, startLine, endLine } of checkFor(result).annotations) {
          expect(path.split('/')).not.toContain('..');
          expect(startLine).toBeGreaterThan(0);
          expect(endLine).toBeGreaterThanOrEqual(startLine);
          expect(title.length).toBeLessThanOrEqual(255);
          expect(`${title}${message}`.replaceAll(/\p{Extended_Pictographic}\ufe0f/gu, '')).not.toMatch(INVISIBLE);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what the checks above would catch', () => {
  const texts = ['@acme', '![x](y)', '[a](b)', 'https://evil.example', '<b>', '</details>', 'fixes #1'];

  it.each(texts)('sees %s outside of code', (text) => {
    expect(nodesOf(parseMarkdown(`paragraph ${text}\n\n${text}\n`)).filter(isStray)).not.toEqual([]);
  });
});

function tagsOf(html: string): readonly string[] {
  return html.slice(html.indexOf('<body>')).match(/<[^>]*>/g) ?? [];
}

function isOwnAnchor(tag: string): boolean {
  const href = /^<a href="([^"]*)">$/.exec(tag)?.[1];
  return href !== undefined && OWN_LINK.test(href);
}
