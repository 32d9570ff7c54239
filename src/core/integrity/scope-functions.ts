import type { SyntaxNode } from '@lezer/common';
import { linksOf } from './calls.js';
import type { Mark, Scope } from './scope.js';
import { childrenOf, literalText, plain, textOf, type Source, type Span } from './source.js';

/** pytest and unittest. */
export function pythonScope(source: Source, node: SyntaxNode): Scope | undefined {
  const isClass = node.name === 'ClassDefinition';
  if (!isClass && node.name !== 'FunctionDefinition') return undefined;
  const children = childrenOf(node);
  const name = wordAfter(source, children, /^(?:def|class)$/);
  if (name === undefined || (!isClass && !name.startsWith('test'))) return undefined;
  const decorated = node.parent?.name === 'DecoratedStatement' ? childrenOf(node.parent) : [];
  const decorators = decorated.filter((one) => one.name === 'Decorator');
  return scopeOf(source, { kind: isClass ? 'suite' : 'test', name, marks: decorators, body: bodyOf(node) });
}

/** `func TestX`, and `t.Run` in it. */
export function goScope(source: Source, node: SyntaxNode): Scope | undefined {
  if (node.name === 'CallExpr') return goSubtest(source, node);
  const name = node.name === 'FunctionDecl' ? wordAfter(source, childrenOf(node), /^func$/) : undefined;
  if (name === undefined || !/^(?:Test|Fuzz|Example|Benchmark)(?![a-z])/.test(name)) return undefined;
  return scopeOf(source, { kind: 'test', name, marks: [], body: bodyOf(node) });
}

function goSubtest(source: Source, node: SyntaxNode): Scope | undefined {
  const [receiver, method] = linksOf(source, node);
  if (receiver?.name !== 't' || method?.name !== 'Run') return undefined;
  const [title, body] = method.args ?? [];
  const [first] = title?.nodes ?? [];
  if (first === undefined || body === undefined) return undefined;
  return scopeOf(source, { kind: 'test', name: literalText(source, first), marks: [], body });
}

/** `#[test] fn`, and the modules around it. */
export function rustScope(source: Source, node: SyntaxNode): Scope | undefined {
  if (node.name !== 'FunctionItem' && node.name !== 'ModItem') return undefined;
  const children = childrenOf(node);
  const name = wordAfter(source, children, /^(?:fn|mod)$/);
  const outer = node.parent?.name === 'AttributeItem' ? childrenOf(node.parent) : [];
  const marks = outer.filter((one) => one.name === 'Attribute');
  if (name === undefined) return undefined;
  if (node.name === 'ModItem') return scopeOf(source, { kind: 'suite', name, marks: [], body: bodyOf(node) });
  if (!marks.some((one) => /\b(?:test|rstest|test_case|proptest)\b/.test(textOf(source, one)))) return undefined;
  return scopeOf(source, { kind: 'test', name, marks, body: bodyOf(node) });
}

/** JUnit and TestNG. */
export function javaScope(source: Source, node: SyntaxNode): Scope | undefined {
  const isClass = node.name === 'ClassDeclaration';
  if (!isClass && node.name !== 'MethodDeclaration') return undefined;
  const children = childrenOf(node);
  const modifiers = children.find((one) => one.name === 'Modifiers');
  const marks = modifiers === undefined ? [] : childrenOf(modifiers).filter(({ name }) => name.endsWith('Annotation'));
  const name = children.find((one) => one.name === 'Definition');
  if (name === undefined) return undefined;
  if (!isClass && !marks.some((one) => /^@\w*Test\b|^@Property\b/.test(textOf(source, one)))) return undefined;
  return scopeOf(source, { kind: isClass ? 'suite' : 'test', name: textOf(source, name), marks, body: bodyOf(node) });
}

interface Found {
  readonly kind: Scope['kind'];
  readonly name: string;
  /** Decorators, attributes or annotations. */
  readonly marks: readonly SyntaxNode[];
  readonly body: Span;
}

function scopeOf(source: Source, { kind, name, marks, body }: Found): Scope {
  const read = marks.flatMap((one): readonly Mark[] => {
    const kindOfMark = markKind(plain(source, one));
    return kindOfMark === undefined ? [] : [{ kind: kindOfMark, text: textOf(source, one), at: one.from }];
  });
  const mark = read.find((one) => one.kind === 'skipped') ?? read[0];
  const repeats = marks.some((one) =>
    /parametri[sz]e|Parameterized|Repeated|case|given|Property/.test(textOf(source, one)),
  );
  return { kind, name, body, repeats, ...(mark !== undefined && { mark }) };
}

const CONDITIONAL = /skip_?if|skip_?unless|(?:Disabled|Enabled)(?:If|On|For)|cfg_attr/i;
const SKIPPED = /\b(?:skip|xfail|expectedFailure|ignore|Disabled|Ignore)\b/;

function markKind(tokens: string): Mark['kind'] | undefined {
  if (CONDITIONAL.test(tokens)) return 'may-be-skipped';
  if (/xfail/.test(tokens) && /condition|strict = True/.test(tokens)) return 'may-be-skipped';
  return SKIPPED.test(withoutTexts(tokens)) ? 'skipped' : undefined;
}

function withoutTexts(tokens: string): string {
  return tokens.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
}

function wordAfter(source: Source, children: readonly SyntaxNode[], keyword: RegExp): string | undefined {
  const at = children.findIndex((child) => keyword.test(child.name));
  const word = at === -1 ? undefined : children[at + 1];
  return word === undefined ? undefined : textOf(source, word);
}

function bodyOf(node: SyntaxNode): Span {
  return childrenOf(node).findLast(({ name }) => /^(?:Body|Block|ClassBody|DeclarationList)$/.test(name)) ?? node;
}
