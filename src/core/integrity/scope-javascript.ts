import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, linksOf, type Argument } from './calls.js';
import type { Mark, Scope } from './scope.js';
import { childrenOf, literalText, plain, textOf, type Source } from './source.js';

const TESTS = new Set(['it', 'test', 'specify', 'fit', 'xit', 'xtest', 'xspecify', 'ftest']);
const SUITES = new Set(['describe', 'context', 'suite', 'fdescribe', 'xdescribe', 'xcontext', 'fcontext']);
const SKIPS = new Set(['skip', 'todo', 'failing', 'fails', 'fixme', 'expectFailure']);
const FUNCTION = /^(?:ArrowFunction|FunctionExpression)$/;

/** `it('…', fn)` and its relatives in Jest, Vitest, Mocha, Jasmine, node:test, AVA, tap, QUnit and Playwright. */
export function javascriptScope(source: Source, node: SyntaxNode): Scope | undefined {
  if (node.name !== 'CallExpression' || isCallee(node)) return undefined;
  const list = childrenOf(node).find(({ name }) => name === 'ArgList');
  if (list === undefined) return undefined;
  const args = argumentsOf(childrenOf(list).slice(1, -1));
  const [title] = args;
  const names = linksOf(source, node).map(({ name }) => name);
  const kind = kindOf(names, args);
  if (kind === undefined || title === undefined) return undefined;
  const mark = markOf(names, args, { source, node, list });
  const [, second = title] = args;
  return {
    kind,
    name: nameOf(source, title),
    ...(mark !== undefined && { mark }),
    body: { from: second.from, to: list.to - 1 },
    repeats: names.includes('each') || names.includes('for'),
  };
}

/** `test.each(table)` in `test.each(table)('…', fn)`. */
function isCallee({ parent, from }: SyntaxNode): boolean {
  return parent !== null && parent.name === 'CallExpression' && parent.from === from;
}

function kindOf(names: readonly string[], args: readonly Argument[]): Scope['kind'] | undefined {
  const [first = '', second = ''] = names;
  const withFunction = args.some(isFunction);
  if (!withFunction && !isTitle(args[0])) return undefined;
  if (TESTS.has(first) && second !== 'describe') return 'test';
  if (TESTS.has(first) || SUITES.has(first)) return 'suite';
  return withFunction ? methodKind(second) : undefined;
}

/** `t.test`, `QUnit.test`, `QUnit.module`. */
function methodKind(name: string): Scope['kind'] | undefined {
  if (TESTS.has(name)) return 'test';
  return SUITES.has(name) ? 'suite' : undefined;
}

function isFunction({ nodes }: Argument): boolean {
  return nodes.some(({ name }) => FUNCTION.test(name));
}

function isTitle(one: Argument | undefined): boolean {
  return one?.nodes.some(({ name }) => name === 'String' || name === 'TemplateString') === true;
}

function nameOf(source: Source, { nodes, from, to }: Argument): string {
  const [only] = nodes;
  return only === undefined || nodes.length > 1 ? plain(source, { from, to }) : literalText(source, only);
}

interface Call {
  readonly source: Source;
  readonly node: SyntaxNode;
  readonly list: SyntaxNode;
}

function markOf(names: readonly string[], args: readonly Argument[], { source, node, list }: Call): Mark | undefined {
  const [first = ''] = names;
  const isPending = args.length === 1 && (first === 'it' || first === 'specify');
  const kind = isPending ? 'skipped' : calleeKind(first, names);
  if (kind === undefined) return optionMark(source, args);
  return { kind, text: textOf(source, { from: node.from, to: list.from }), at: node.from };
}

function calleeKind(first: string, names: readonly string[]): Mark['kind'] | undefined {
  if (first.startsWith('x') || names.some((name) => SKIPS.has(name))) return 'skipped';
  if (names.includes('only') || /^f(?:it|test|describe|context)$/.test(first)) return 'focused';
  return names.includes('skipIf') || names.includes('runIf') ? 'may-be-skipped' : undefined;
}

/** `{ skip: true }` between the title and the function. */
function optionMark(source: Source, args: readonly Argument[]): Mark | undefined {
  const options = args.slice(1).find(({ nodes }) => nodes[0]?.name === 'ObjectExpression');
  if (options === undefined || !args.some(isFunction)) return undefined;
  const [, name, value = ''] = /(?:^|[{,]|\s)(skip|todo|only) : (\S+)/.exec(plain(source, options)) ?? [];
  if (name === undefined || value === 'false') return undefined;
  const mark = { text: `${name}: ${value}`, at: options.from };
  if (name === 'only') return { kind: 'focused', ...mark };
  return { kind: value === 'true' || /^["'`]/.test(value) ? 'skipped' : 'may-be-skipped', ...mark };
}
