import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as go } from '@lezer/go';
import { parser as java } from '@lezer/java';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';

export type Language = 'javascript' | 'python' | 'go' | 'rust' | 'java';

/** A program's text as a syntax tree. Every text has one: what does not parse is skipped over. */
export interface Source {
  readonly language: Language;
  readonly text: string;
  readonly tree: Tree;
}

const ENDINGS: readonly (readonly [RegExp, Language])[] = [
  [/\.[cm]?[jt]sx?$/, 'javascript'],
  [/\.py$/, 'python'],
  [/\.go$/, 'go'],
  [/\.rs$/, 'rust'],
  [/\.java$/, 'java'],
];

export function languageOf(path: string): Language | undefined {
  return ENDINGS.find(([ending]) => ending.test(path))?.[1];
}

export function parseSource(path: string, text: string): Source | undefined {
  const language = languageOf(path);
  return language === undefined ? undefined : { language, text, tree: parserOf(language, path).parse(text) };
}

/** `<T>x` is a cast in `.ts` and an element in `.tsx`. */
function parserOf(language: Language, path: string): typeof go {
  if (language !== 'javascript') return { python, go, rust, java }[language];
  if (/\.[cm]?ts$/.test(path)) return javascript.configure({ dialect: 'ts' });
  return javascript.configure({ dialect: path.endsWith('.tsx') ? 'ts jsx' : 'jsx' });
}

export function isComment(node: { readonly name: string }): boolean {
  return node.name.endsWith('Comment');
}

/** Tokens that formatters add and take away. */
const FORMAT = new Set([';', ',']);

/** The text of a node as its tokens, so that layout, comments, kinds of quotes and trailing commas make no difference. */
export function plain({ text, tree }: Source, { from, to }: Span): string {
  const tokens: string[] = [];
  tree.iterate({
    from,
    to,
    enter: (node) => {
      if (node.to <= from || node.from >= to) return false;
      if (isComment(node)) return false;
      const isString = /String/.test(node.name) && !node.name.includes('Template');
      if (!isString && node.node.firstChild !== null) return true;
      const token = text.slice(Math.max(node.from, from), Math.min(node.to, to));
      if (!FORMAT.has(token)) tokens.push(isString ? requoted(token) : token);
      return false;
    },
  });
  return tokens.join(' ');
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

function requoted(token: string): string {
  const inside = /^'([^'"\\]*)'$/.exec(token)?.[1];
  return inside === undefined ? token : `"${inside}"`;
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Children as an array, without comments. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!isComment(child)) children.push(child);
  }
  return children;
}

export function textOf({ text }: Source, { from, to }: Span): string {
  return text.slice(from, to);
}

/** What a string literal holds, or the expression as it stands. */
export function literalText(source: Source, node: SyntaxNode): string {
  const text = textOf(source, node);
  const inside = /^(?:[rbfu]*)("""|'''|"|'|`)([\s\S]*)\1$/i.exec(text)?.[2];
  return inside ?? plain(source, node);
}

/** No person nests deeper, and nobody is to make us climb. */
const DEEPEST = 100;

/** The nodes around a node, the nearest first. */
export function ancestorsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let at = node.parent; at !== null && all.length < DEEPEST; at = at.parent) all.push(at);
  return all;
}

/** Brackets open at once: beyond this, parsing takes time out of proportion. */
const MOST_OPEN = 150;

/** Whether brackets nest deeper than in anything a person writes; those in texts count too. */
export function nestsTooDeep(text: string): boolean {
  let open = 0;
  for (const bracket of text.match(/[()[\]{}]/g) ?? []) {
    open = '([{'.includes(bracket) ? open + 1 : Math.max(open - 1, 0);
    if (open > MOST_OPEN) return true;
  }
  return false;
}
