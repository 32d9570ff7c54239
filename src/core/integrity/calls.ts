import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf, type Source, type Span } from './source.js';

/** What stands between two commas: one expression, a named argument, or a macro's tokens. */
export interface Argument extends Span {
  readonly nodes: readonly SyntaxNode[];
}

/** One step of a chain of calls: `expect(x)`, `.not`, `.toBe(1)`. */
export interface Link {
  readonly name: string;
  /** Absent where it is not called. */
  readonly args?: readonly Argument[];
}

const CALLS = new Set(['CallExpression', 'CallExpr', 'MethodInvocation', 'MacroInvocation']);
const MEMBERS = new Set(['MemberExpression', 'SelectorExpr', 'FieldExpression']);
const LISTS = new Set(['ArgList', 'Arguments', 'ArgumentList', 'ParenthesizedTokens', 'BracketedTokens']);
const AROUND = new Set(['AwaitExpression', 'ParenthesizedExpression', 'UnaryExpression', 'TaggedTemplateExpression']);

export function isChain({ name }: { readonly name: string }): boolean {
  return CALLS.has(name) || MEMBERS.has(name);
}

/** `expect(f(1)).not.toBe(2)` as its steps; never deeper than a person writes. */
export function linksOf(source: Source, node: SyntaxNode): readonly Link[] {
  const links: Link[] = [];
  let args: readonly Argument[] | undefined;
  let at: SyntaxNode | null = node;
  for (let depth = 0; at !== null && depth < MOST_LINKS; depth += 1) {
    const { name, next, called }: Step = stepOf(source, at);
    if (called !== undefined) args = called;
    if (name !== undefined) {
      links.unshift({ name, ...(args !== undefined && { args }) });
      args = undefined;
    }
    at = next;
  }
  return links;
}

const MOST_LINKS = 64;

interface Step {
  readonly name?: string;
  readonly called?: readonly Argument[];
  readonly next: SyntaxNode | null;
}

function stepOf(source: Source, node: SyntaxNode): Step {
  const children = childrenOf(node);
  if (CALLS.has(node.name)) return callStep(source, children);
  if (MEMBERS.has(node.name)) return { name: textOf(source, children.at(-1) ?? node), next: children[0] ?? null };
  if (AROUND.has(node.name)) {
    const inner = children.find((child) => isChain(child) || AROUND.has(child.name));
    if (inner !== undefined) return { next: inner };
  }
  return { name: textOf(source, node).slice(0, 200), next: null };
}

function callStep(source: Source, children: readonly SyntaxNode[]): Step {
  const list = children.find((child) => LISTS.has(child.name));
  const called = list === undefined ? [] : argsIn(list);
  const method = children.find((child) => child.name === 'MethodName');
  const [first = null] = children;
  if (method === undefined) return { called, next: first };
  return { called, name: textOf(source, method), next: first === method || first === null ? null : first };
}

/** What stands between brackets, cut at its commas. */
function argsIn(list: SyntaxNode): readonly Argument[] {
  return argumentsOf(childrenOf(list).slice(1, -1));
}

export function argumentsOf(nodes: readonly SyntaxNode[]): readonly Argument[] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups.flatMap((group): readonly Argument[] => {
    const [first] = group;
    const last = group.at(-1);
    return first === undefined || last === undefined ? [] : [{ from: first.from, to: last.to, nodes: group }];
  });
}
