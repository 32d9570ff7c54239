import { nameOfInvisible, quoteVisibly } from './visible.js';

/** Characters of each side that are quoted at the first difference. */
const QUOTED = 24;

/**
 * Where two texts part, in words: `first difference at line 3, column 5: expected "x", got "y"`; undefined for equal texts.
 * Lines and columns count characters from 1.
 */
export function firstDifference(expected: string, got: string): string | undefined {
  if (expected === got) return undefined;

  const at = indexOfDifference(expected, got);
  const before = expected.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = countOf(before, '\n') + 1;
  const column = Array.from(before.slice(lineStart)).length + 1;
  const place = `first difference at line ${line}, column ${column}`;
  return `${place}: expected ${whatStands(expected, at)}, got ${whatStands(got, at)}${hint(expected, got)}`;
}

function indexOfDifference(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  const before = one.charCodeAt(at - 1);
  const splitsPair = at > 0 && before >= 0xd800 && before <= 0xdbff;
  return splitsPair ? at - 1 : at;
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function whatStands(text: string, at: number): string {
  const rest = Array.from(text.slice(at, at + 2 * QUOTED));
  const [first] = rest;
  if (first === undefined) return 'the end';

  const invisible = nameOfInvisible(first);
  if (invisible !== undefined) return invisible;
  const end = rest.indexOf('\n');
  return quoteVisibly(rest.slice(0, end === -1 ? QUOTED : Math.min(end, QUOTED)).join(''));
}

/** What a reader would overlook: texts that differ only in what cannot be seen. */
function hint(expected: string, got: string): string {
  const alike = OVERLOOKED.find(([, fold]) => fold(expected) === fold(got));
  return alike === undefined ? '' : `; ${alike[0]}`;
}

const OVERLOOKED: readonly (readonly [string, (text: string) => string])[] = [
  ['only the newline at the end differs', (text) => text.replace(/\r?\n$/, '')],
  ['only the kind of line endings differs (CRLF or LF)', (text) => text.replaceAll('\r\n', '\n')],
  ['only white space at the ends of lines differs', trimLineEnds],
  ['only the kind of spaces differs', (text) => text.replace(/\p{Zs}|\t/gu, ' ')],
  ['only the Unicode normal form differs', (text) => text.normalize('NFC')],
];

function trimLineEnds(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
