import type { Assertion } from './assertion.js';

/** Whether the same matcher asks for less: a wider pattern, a shorter text, a greater tolerance, anything at all. */
export function isLooserExpectation(was: Assertion, is: Assertion): boolean {
  if (isBroadError(is) && !isBroadError(was)) return true;
  if (was.demand === 'range') return isWiderRange(was, is);
  if (was.demand !== 'part') return hasGreaterTolerance(was, is);
  return isWiderPattern(was.expected, is.expected) || isShorterText(was.expected, is.expected);
}

/** `expect.anything()` and the like, where a value stood. */
export function asksAnything(was: Assertion, is: Assertion): boolean {
  return namesAnything(is.expected) && !namesAnything(was.expected);
}

function namesAnything(expected: string): boolean {
  return /\b(?:anything|any|ANY|Anything) ?\(|\bmock \. ANY\b|\bmock \. Anything\b/.test(expected);
}

const BROAD = /(?:^|[ ,(])(?:Exception|BaseException|Throwable|RuntimeException|Error)(?:$|[ ,)])/;

function isBroadError({ matcher, expected, subject }: Assertion): boolean {
  return /throw|raises|reject/i.test(matcher) && BROAD.test(`${expected} , ${subject}`);
}

const FEWER_DIGITS = /^(?:toBeCloseTo|assertAlmostEqual|assertNotAlmostEqual)$/;
const AT_LEAST = /greater|above|least|^gte?$|^>=?$/i;
const AT_MOST = /less|below|most|^lte?$|^<=?$/i;

function isWiderRange(was: Assertion, is: Assertion): boolean {
  const [before, after] = [lastNumber(was.expected), lastNumber(is.expected)];
  if (before === undefined || after === undefined) return false;
  if (FEWER_DIGITS.test(was.matcher)) return isDelta(was) ? after > before : after < before;
  if (AT_LEAST.test(was.matcher)) return after < before;
  if (AT_MOST.test(was.matcher)) return after > before;
  return Math.abs(after) > Math.abs(before);
}

function isDelta({ expected }: Assertion): boolean {
  return /\bdelta\b/.test(expected);
}

/** `pytest.approx(x, rel=1e-3)`, `abs(a - b) < eps` are found by their own numbers. */
function hasGreaterTolerance(was: Assertion, is: Assertion): boolean {
  const [before, after] = [tolerance(was.text), tolerance(is.text)];
  return before !== undefined && after !== undefined && after > before;
}

function tolerance(tokens: string): number | undefined {
  const found = /\b(?:rel|abs|delta|eps|epsilon|tolerance|atol|rtol|rel_tol|abs_tol) [=:] ([\d.e+-]+)/i.exec(
    tokens,
  )?.[1];
  return found === undefined ? undefined : Number(found);
}

function lastNumber(tokens: string): number | undefined {
  const found = tokens.match(/-?(?:\d[\d_]*\.?\d*(?:e[+-]?\d+)?)/gi)?.at(-1);
  const value = Number(found?.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}

function isShorterText(was: string, is: string): boolean {
  const [before, after] = [textIn(was), textIn(is)];
  return before !== undefined && after !== undefined && after.length < before.length && before.includes(after);
}

function textIn(tokens: string): string | undefined {
  return /^(["'`])([\s\S]*)\1$/.exec(tokens.trim())?.[2];
}

/** A pattern is wider when it lost anchors or letters, or does no longer mind the case. */
function isWiderPattern(was: string, is: string): boolean {
  const [before, after] = [patternIn(was), patternIn(is)];
  if (before === undefined || after === undefined || before.source === after.source) return false;
  const [more, less] = [letters(before.source), letters(after.source)];
  if (less.length < more.length) return isWithin(less, more);
  return less === more && (anchors(after.source) < anchors(before.source) || wildcards(after) > wildcards(before));
}

interface Pattern {
  readonly source: string;
}

function patternIn(tokens: string): Pattern | undefined {
  const source = /^\/(.*)\/[a-z]*$/s.exec(tokens)?.[1] ?? /^(?:match = )?[rR]?(["'])(.*)\1$/s.exec(tokens)?.[2];
  return source === undefined ? undefined : { source };
}

function letters(source: string): string {
  return source.replace(/\\[A-Za-z]|\[[^\]]*\]|[\\^$.*+?()|{}]|\{\d*,?\d*\}/g, '');
}

function anchors(source: string): number {
  return (source.startsWith('^') ? 1 : 0) + (/(?<!\\)\$$/.test(source) ? 1 : 0);
}

function wildcards({ source }: Pattern): number {
  return source.match(/(?<!\\)\.[*+]/g)?.length ?? 0;
}

/** Whether all of `part` stands in `whole`, in order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
