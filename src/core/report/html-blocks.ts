import type { Block, Fact, Inline, Mark, Sentence } from './document.js';
import { blockLines, escapeMarkup, visible } from './verbatim.js';

const MARKS = { good: '✅', bad: '❌', unclear: '⚠️' } as const satisfies Record<Mark, string>;

/** HTML of some blocks. Every text goes through `escapeMarkup`; addresses were made by links.ts. */
export function htmlOf(blocks: readonly Block[]): string {
  return blocks.map(blockOf).join('\n');
}

/** A sentence as HTML. */
function sentenceHtml(words: Sentence): string {
  return words.map(inlineOf).join('');
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'answer':
      return `<h1 class="${block.mark}"><span class="mark">${MARKS[block.mark]}</span> ${sentenceHtml(block.words)}</h1>`;
    case 'heading':
      return `<h2>${sentenceHtml(block.words)}</h2>`;
    case 'paragraph':
      return `<p>${sentenceHtml(block.words)}</p>`;
    case 'facts':
      return `<dl>${block.facts.map(factOf).join('')}</dl>`;
    case 'steps':
      return `<ol>${block.steps.map((step) => `<li>${sentenceHtml(step)}</li>`).join('')}</ol>`;
    case 'table':
      return tableOf(block.head, block.rows);
    case 'code':
      return codeOf(block);
    case 'fold':
      return `<details><summary>${sentenceHtml(block.title)}</summary>\n${htmlOf(block.blocks)}\n</details>`;
    case 'footer':
      return `<footer>${sentenceHtml(block.words)}</footer>`;
  }
}

function tableOf(head: readonly Sentence[], rows: readonly (readonly Sentence[])[]): string {
  const top = head.map((cell) => `<th scope="col">${sentenceHtml(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${sentenceHtml(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<div class="table"><table><thead><tr>${top}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function codeOf(block: Block & { kind: 'code' }): string {
  const lines = blockLines(block).map((line) => lineOf(line, block.language === 'diff'));
  return `<pre><code>${lines.join('\n')}</code></pre>`;
}

function lineOf(line: string, isDiff: boolean): string {
  const shown = escapeMarkup(line);
  if (!isDiff) return shown;
  if (line.startsWith('-')) return `<span class="expected">${shown}</span>`;
  if (line.startsWith('+')) return `<span class="got">${shown}</span>`;
  return line.startsWith('@@') ? `<span class="place">${shown}</span>` : shown;
}

function factOf({ label, words }: Fact): string {
  return `<div><dt>${sentenceHtml(label)}</dt><dd>${sentenceHtml(words)}</dd></div>`;
}

function inlineOf(one: Inline): string {
  switch (one.kind) {
    case 'words':
      return escapeMarkup(one.text);
    case 'code':
      return `<code>${escapeMarkup(visible(one.text, one.columns))}</code>`;
    case 'link':
      return `<a href="${escapeMarkup(one.href)}"><code>${escapeMarkup(visible(one.text, one.columns))}</code></a>`;
  }
}
