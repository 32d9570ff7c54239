import type { SyntaxNode } from '@lezer/common';
import { childrenOf, plain, textOf, type Source } from './source.js';
import { demandOfOperator } from './strictness.js';

export interface Comparison {
  readonly operator: string;
  /** The sides that are not written out. */
  readonly subject: string;
  /** The sides that are. */
  readonly expected: string;
}

/** The comparison that an expression is, or that a macro's tokens are. */
export function comparisonIn(source: Source, nodes: readonly SyntaxNode[]): Comparison | undefined {
  const [only, ...more] = nodes;
  const parts = only !== undefined && more.length === 0 ? childrenOf(only) : nodes;
  const texts = parts.map((part) => textOf(source, part));
  const at = texts.findIndex((text, index) => index > 0 && demandOfOperator(text) !== undefined);
  if (at === -1 || parts.some(({ name }) => name === 'ArgList')) return undefined;
  const isNot = texts[at] === 'is' && texts[at + 1] === 'not';
  const sides = [parts.slice(0, at), parts.slice(at + (isNot ? 2 : 1))].map((side) =>
    side.map((part) => plain(source, part)).join(' '),
  );
  return {
    operator: isNot ? 'is not' : (texts[at] ?? ''),
    subject: sides.filter((side) => !isConstant(side)).join(' , '),
    expected: sides.filter(isConstant).join(' , '),
  };
}

const TEXTS = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`$]*`/g;
const NUMBERS = /\b\d[\w.]*/g;
const NAMED = /\b(?:true|false|null|undefined|NaN|Infinity|None|True|False|nil|new|Some|Ok|vec!)\b|[\w$]+ (?=[:=] )/g;

/** Whether an expression is written out: literals and nothing that has to be looked up. Takes the tokens of `plain`. */
export function isConstant(tokens: string): boolean {
  if (/^\/.+\/[a-z]*$/.test(tokens)) return true;
  return tokens !== '' && !/[\p{L}_$]/u.test(tokens.replace(TEXTS, '').replace(NUMBERS, '').replace(NAMED, ''));
}
