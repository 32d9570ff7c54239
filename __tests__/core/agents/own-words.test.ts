import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ownWords } from '../../../src/core/agents/own-words.js';
import { BOOK, found } from '../../support/described.js';

const MARK = 'Co-Authored-By: Claude <noreply@anthropic.com>';
const FOOTER = '🤖 Generated with [Claude Code](https://claude.com/claude-code)';

const wordsOf = (text: string): string => ownWords(text, BOOK.file.reviewBlocks).lines.join('\n');

describe('a mark in the open', () => {
  it.each([
    ['alone', MARK],
    ['after a fence that is closed', `\`\`\`\ncode\n\`\`\`\n${MARK}`],
    ['after a longer fence', `~~~~\n~~~\n~~~~\n${MARK}`],
    ['after a quote and an empty line', `> quoted\n\n${MARK}`],
    ['after a comment', `<!-- a template -->\n${MARK}`],
    ['after a fold', `<details>\n<summary>Log</summary>\n</details>\n\n${MARK}`],
    ['with Windows line ends', `Text\r\n\r\n${MARK}\r\n`],
    ['in the middle of a squashed message', `* one\n\n${MARK}\n\n* two`],
    ['with invisible characters inside', MARK.replace('Claude', 'Cl\u200baude')],
    ['in full-width letters', MARK.replace('Co-', 'Ｃｏ-')],
  ])('counts: %s', (_, body) => {
    expect(found({ body })).toEqual(['claude likely']);
  });

  it('of two kinds is certain', () => {
    expect(found({ body: `${FOOTER}\n\n${MARK}` })).toEqual(['claude certain']);
  });
});

describe('a mark that is shown, not made', () => {
  it.each([
    ['in a fence', `\`\`\`text\n${MARK}\n\`\`\``],
    ['in a fence that is never closed', `Text\n~~~\n${MARK}`],
    ['in a fence in a list', `- Like this:\n  \`\`\`\n  ${MARK}\n  \`\`\``],
    ['in a fence that a shorter one does not close', `\`\`\`\`\n\`\`\`\n${MARK}`],
    ['as indented code', `Like this:\n\n    ${MARK}`],
    ['in a code span', `\`${MARK}\``],
    ['quoted', `> ${MARK}`],
    ['in the line that goes on with a quote', `> It said\n${MARK}`],
    ['in a comment', `<!--\n${MARK}\n-->`],
    ['in a comment that is never closed', `<!--\n${MARK}`],
    ['in a fold', `<details>\n<summary>Prompt</summary>\n\n${MARK}\n</details>`],
    ['in a fold in a fold', `<details><details></details>\n${MARK}\n</details>`],
    ['in preformatted text', `<pre>\n${MARK}\n</pre>`],
    ['in a sentence', `We add "${MARK}" to commits.`],
    ['in a list', `- ${MARK}`],
    ['in what a review bot appended', `<!-- CURSOR_SUMMARY -->\n${MARK}\n<!-- /CURSOR_SUMMARY -->`],
    ['in what a review bot did not close', `<!-- This is an auto-generated description by cubic. -->\n\n${MARK}`],
    ['in quotation marks', `"${FOOTER}"`],
    ['as a task that was not done', FOOTER.replace('🤖 Generated', '- [ ] Not generated')],
  ])('does not count: %s', (_, body) => {
    expect(found({ body })).toEqual([]);
    expect(found({ commits: [], body })).toEqual([]);
  });
});

describe('any text', () => {
  const texts = fc.string({
    unit: fc.constantFrom('`', '~', '<!--', '-->', '<details>', '</details>', '>', '\n', ' ', 'a'),
  });

  it('says nothing of its own from inside a fence', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const inside = text.replaceAll('`', "'").replaceAll('~', '-');
        expect(wordsOf(`\`\`\`\n${inside}\n\`\`\``).trim()).toBe('');
      }),
    );
  });

  it('is never longer than it was', () => {
    fc.assert(fc.property(texts, (text) => wordsOf(text).length <= text.length + 1));
  });
});

it('reads the beginning and the end of a text that is too long', () => {
  const body = `${MARK}\n${'a\n'.repeat(200_000)}\n\n${FOOTER}`;
  expect(found({ body })).toEqual(['claude certain']);
});
