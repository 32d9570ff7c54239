import type { Block, Fact, Inline, Mark, Sentence } from './document.js';
import { codeCell, codeSpan, fence } from './verbatim.js';

const MARKS = { good: '✅', bad: '❌', unclear: '⚠️' } as const satisfies Record<Mark, string>;

type ShowCode = (text: string, columns: number) => string;

/** GitHub's Markdown of some blocks: each stands alone between blank lines, so that folds and fences cannot run into each other. */
export function markdownOf(blocks: readonly Block[]): string {
  return blocks.map(blockOf).join('\n\n');
}

/** The title line: the mark of the verdict and the answer. */
function titleOf(mark: Mark, words: Sentence): string {
  return `### ${MARKS[mark]} ${sentenceOf(words)}`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'answer':
      return titleOf(block.mark, block.words);
    case 'heading':
      return `#### ${sentenceOf(block.words)}`;
    case 'paragraph':
      return sentenceOf(block.words);
    case 'facts':
      return block.facts.map(factOf).join('\n');
    case 'steps':
      return block.steps.map((step, at) => `${at + 1}. ${sentenceOf(step)}`).join('\n');
    case 'table':
      return [block.head, ...block.rows].map(rowOf).toSpliced(1, 0, dividerOf(block.head.length)).join('\n');
    case 'code':
      return fence(block.text, block.language, block.caps);
    case 'fold':
      return `<details><summary>${sentenceOf(block.title)}</summary>\n\n${markdownOf(block.blocks)}\n\n</details>`;
    case 'footer':
      return `<sub>${sentenceOf(block.words)}</sub>`;
  }
}

function factOf({ label, words }: Fact): string {
  return `- **${sentenceOf(label)}** ${sentenceOf(words)}`;
}

function rowOf(cells: readonly Sentence[]): string {
  return `| ${cells.map(cellOf).join(' | ')} |`;
}

/** A cell of only our words stays on one line. */
function cellOf(cell: Sentence): string {
  const text = sentenceOf(cell, codeCell);
  return cell.every(({ kind }) => kind === 'words') ? text.replaceAll(' ', '\u00a0') : text;
}

function dividerOf(columns: number): string {
  return `|${' :-- |'.repeat(columns)}`;
}

function sentenceOf(words: Sentence, show: ShowCode = codeSpan): string {
  return words.map((one) => inlineOf(one, show)).join('');
}

function inlineOf(one: Inline, show: ShowCode): string {
  switch (one.kind) {
    case 'words':
      return one.text;
    case 'code':
      return show(one.text, one.columns);
    case 'link':
      return `[${show(one.text, one.columns)}](${one.href})`;
  }
}
