import { diffArrays } from 'diff';
import type { CaseResult } from './result.js';

type Because = CaseResult['because'][number];

/** Graders that are told, lines on each side that are compared, and lines of one run of changes that are shown. */
const MOST_GRADERS = 4;
const MOST_LINES = 400;
const MOST_COLUMNS = 2000;
const MOST_EDITS = 200;
const CONTEXT = 2;

/** Expected (`-`) against got (`+`) for what each grader said, in the form of a diff. The lines are still untrusted. */
export function differenceOf(because: readonly Because[], mostLines: number): string {
  const run = Math.max(2, Math.floor(mostLines / 3));
  const told = because.slice(0, MOST_GRADERS).flatMap((one) => [headerOf(one), ...bodyOf(one, run)]);
  const rest = because.length - MOST_GRADERS;
  return [...told, ...(rest > 0 ? [`@@ ${rest} more @@`] : [])].join('\n');
}

function headerOf({ target, difference }: Because): string {
  return `@@ ${inOneLine(target)}${difference === undefined ? '' : `: ${inOneLine(difference)}`} @@`;
}

function bodyOf({ expected, got, summary }: Because, run: number): readonly string[] {
  if (expected === undefined && got === undefined) return linesOf(summary).map((line) => `  ${line}`);
  if (expected === undefined || got === undefined) {
    return [...marked('-', expected, run), ...marked('+', got, run)];
  }
  const [left, right] = [linesOf(expected), linesOf(got)];
  const parts = diffArrays([...left], [...right], { maxEditLength: MOST_EDITS });
  if (parts === undefined || !parts.some((part) => part.added || part.removed)) {
    return [
      ...marked('-', expected, run),
      ...newlineNote(expected, got),
      ...marked('+', got, run),
      ...newlineNote(got, expected),
    ];
  }
  return parts.flatMap((part, at) => {
    if (part.removed) return signed('-', part.value, run);
    if (part.added) return signed('+', part.value, run);
    return around(part.value, { first: at === 0, last: at === parts.length - 1 });
  });
}

function marked(sign: '-' | '+', text: string | undefined, run: number): readonly string[] {
  return text === undefined ? [] : signed(sign, linesOf(text), run);
}

function signed(sign: '-' | '+', lines: readonly string[], run: number): readonly string[] {
  const rest = lines.length - run;
  return [...lines.slice(0, run).map((line) => `${sign} ${line}`), ...(rest > 0 ? [`${sign} … ${rest} more`] : [])];
}

/** Two lines of what stayed the same, next to what did not. */
function around(
  lines: readonly string[],
  place: { readonly first: boolean; readonly last: boolean },
): readonly string[] {
  const after = place.first ? [] : lines.slice(0, CONTEXT);
  const before = place.last ? [] : lines.slice(-CONTEXT);
  if (after.length + before.length >= lines.length) return lines.map((line) => `  ${line}`);
  return [...after.map((line) => `  ${line}`), '  …', ...before.map((line) => `  ${line}`)].filter(
    (line, at, all) => line !== '  …' || (at > 0 && at < all.length - 1),
  );
}

function newlineNote(text: string, other: string): readonly string[] {
  return other.endsWith('\n') && !text.endsWith('\n') ? ['\\ no newline at the end'] : [];
}

function linesOf(text: string): readonly string[] {
  if (text === '') return ['(empty)'];
  const lines = text.slice(0, MOST_LINES * MOST_COLUMNS).split('\n', MOST_LINES + 1);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_COLUMNS));
}

function inOneLine(text: string): string {
  return text.replaceAll('\n', '\\n');
}
