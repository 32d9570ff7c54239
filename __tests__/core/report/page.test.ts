import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { htmlFor } from '../../../src/core/report/html.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import type { Result } from '../../../src/core/report/result.js';
import { hostileResult } from '../../support/arbitrary-results.js';
import { openBrowser } from '../../support/browser.js';
import { hostile } from '../../support/extreme-results.js';
import { harmlessTwin } from '../../support/harmless-twin.js';

const RESULTS: readonly Result[] = [hostile(), ...fc.sample(hostileResult, { numRuns: 15, seed: 7 })];
/** Every element and attribute, and all text that does not stand in code, as the browser built it. */
const SKELETON = `(() => {
  const walk = (node) => {
    if (node.nodeType !== 1) return node.nodeType === 3 ? node.data.replace(/\\s+/g, ' ') : '<!-- ' + node.nodeType;
    const inside = ['CODE', 'TITLE', 'STYLE'].includes(node.tagName) && !node.querySelector('*') ? [] : [...node.childNodes].map(walk);
    const attributes = [...node.attributes].map(({ name, value }) => name + '=' + (name === 'href' ? value.replace(/\\/blob\\/.*/, '/blob/…') : value));
    const own = node.tagName === 'CODE' ? [...node.querySelectorAll('*')].map((it) => it.tagName + it.className).filter((it) => !/^SPAN(expected|got|place)$/.test(it)) : inside;
    return [node.tagName, attributes, own];
  };
  return JSON.stringify(walk(document.documentElement));
})()`;

let browser: Browser;
let page: Page;
let folder: string;
const asked: string[] = [];
const said: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'formative-test-'));
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => said.push(message.text()));
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What the browser builds of a page, and what it asks for besides. */
async function built(html: string): Promise<{ skeleton: string; asked: readonly string[]; said: readonly string[] }> {
  const path = join(folder, 'page.html');
  writeFileSync(path, html);
  for (const list of [asked, said]) list.length = 0;
  await page.goto(pathToFileURL(path).href);
  return { skeleton: String(await page.evaluate(SKELETON)), asked: asked.slice(1), said: [...said] };
}

/** The comment as GitHub's parser writes it, without the filters that GitHub puts behind it. */
function rendered(result: Result): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tasklist'].flatMap((name) => ['-e', name]);
  const options = { input: commentFor(result), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  return spawnSync('cmark-gfm', [...extensions, '--unsafe'], options).stdout;
}

describe.each([
  ['the page', htmlFor],
  ['the comment', rendered],
])('%s in a browser', (_, draw) => {
  it('is built alike for hostile and for harmless texts, and asks for nothing', async () => {
    for (const result of RESULTS) {
      const drawn = await built(draw(result));
      expect([drawn.asked, drawn.said]).toEqual([[], []]);
      expect(drawn.skeleton).toBe((await built(draw(harmlessTwin(result)))).skeleton);
    }
  });
});

describe('what the checks above would catch', () => {
  it('sees a script, a picture and an attribute', async () => {
    const plain = await built('<p>a <code>b</code></p>');
    const spoiled = await built(
      '<p>a <code>b</code><img src="x.png" onerror="alert(1)"><script>console.log(2)</script></p>',
    );
    expect(spoiled.asked).toHaveLength(1);
    expect(spoiled.said).toEqual(expect.arrayContaining(['1', '2']));
    expect(spoiled.skeleton).not.toBe(plain.skeleton);
    expect((await built('<p title="x">a <code>b</code></p>')).skeleton).not.toBe(plain.skeleton);
  });

  it('the page runs and loads nothing even where markup got in', async () => {
    const html = htmlFor(hostile()).replace(
      '<main>',
      '<main><script>console.log(1)</script><img src="https://evil.example/x">',
    );
    const { said: complaints } = await built(html);
    expect(complaints).not.toContain('1');
    expect(complaints.filter((text) => text.includes('Content Security Policy'))).toHaveLength(2);
  });
});
