import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { ancestorsOf, childrenOf, parseSource, textOf, type Language, type Source } from '../integrity/source.js';
import type { Mutation, MutationKind } from './mutant.js';
import { AND_OR, COMPARISONS, otherConstant } from './swaps.js';

/** Statements of more lines are no small change. */
const MOST_LINES = 5;
const STATEMENTS =
  /^(?:ExpressionStatement|ExprStatement|AssignStatement|UpdateStatement|Assignment|IncDecStatement|SendStatement)$/;
const CONSTANTS =
  /^(?:Number|Integer|Float|IntegerLiteral|FloatingPointLiteral|Boolean|Bool|BooleanLiteral|String|StringLiteral)$/;
/** Where a text says how programs hang together, or what a compiler is told. */
const NO_BEHAVIOUR = /Import|Export|Include|Type(?!Expression)|Annotation|Decorator|Attribute|Package|Directive/;
/** What stands in a statement's place. */
const NOTHING = { javascript: ';', java: ';', python: 'pass', go: '', rust: '' } as const satisfies Record<
  Language,
  string
>;

/** Every small mistake that the syntax of a known language has room for; undefined for any other. */
export function syntaxMutations(path: string, text: string): readonly Mutation[] | undefined {
  const source = parseSource(path, text);
  if (source === undefined) return undefined;
  const found: Mutation[] = [];
  source.tree.iterate({
    enter: (ref) => {
      if (ref.type.isError) return;
      for (const mutation of mutationsAt(source, ref)) found.push(mutation);
    },
  });
  return found;
}

function mutationsAt(source: Source, ref: SyntaxNodeRef): readonly Mutation[] {
  const { name } = ref;
  const text = (): string => textOf(source, ref);
  const put = (kind: MutationKind, other: string | undefined): readonly Mutation[] =>
    other === undefined ? [] : [{ kind, from: ref.from, to: ref.to, text: other }];
  if (name === 'CompareOp') return put('comparison-flipped', COMPARISONS[text()]);
  if (name === 'LogicOp' || name === 'and' || name === 'or') return put('and-or-swapped', swapped(ref, text()));
  if (CONSTANTS.test(name)) return isBehaviour(ref.node) ? put('constant-changed', otherConstant(text())) : [];
  if (STATEMENTS.test(name)) return put('statement-deleted', withoutStatement(source, ref.node));
  if (name === 'ReturnStatement') return put('nothing-returned', returningNothing(source, ref.node));
  return negated(source, conditionOf(source, ref.node));
}

/** TypeScript's unions are written with the same kind of sign. */
function swapped({ node }: SyntaxNodeRef, text: string): string | undefined {
  return isBehaviour(node) ? AND_OR[text] : undefined;
}

function isBehaviour(node: SyntaxNode): boolean {
  if (node.parent?.name === 'ExpressionStatement') return false;
  return !ancestorsOf(node).some(({ name }) => NO_BEHAVIOUR.test(name));
}

function withoutStatement(source: Source, node: SyntaxNode): string | undefined {
  const text = textOf(source, node);
  const [only] = childrenOf(node);
  const isAlone = only !== undefined && /String$|^StringLiteral$/.test(only.name);
  // `for i := 0; i < 3; i++` holds statements that are no lines of their own.
  const isInside =
    source.language === 'go' && !/^(?:Block|Case|DefaultCase|SwitchBlock)$/.test(node.parent?.name ?? '');
  if (isAlone || isInside || text.split('\n').length > MOST_LINES) return undefined;
  if (source.language === 'rust' && !text.endsWith(';')) return undefined;
  return NOTHING[source.language];
}

/** Where a function may end without a value. */
function returningNothing(source: Source, node: SyntaxNode): string | undefined {
  const { language } = source;
  const value = childrenOf(node).find(({ name }) => name !== 'return' && name !== ';');
  if (value === undefined || (language !== 'javascript' && language !== 'python')) return undefined;
  if (/^(?:undefined|null|None)$/.test(textOf(source, value))) return undefined;
  return language === 'python' ? 'return None' : textOf(source, node).endsWith(';') ? 'return;' : 'return';
}

/** The condition that decides between branches; undefined where a node has none, or one comparison that can be flipped instead. */
function conditionOf(source: Source, node: SyntaxNode): SyntaxNode | undefined {
  const children = childrenOf(node);
  const found = CONDITIONS[node.name]?.(children);
  if (found === undefined || /^(?:let\b|$)/.test(textOf(source, found))) return undefined;
  const bare = /^\(.*\)$/s.test(textOf(source, found)) ? childrenOf(found)[1] : found;
  const isFlipped = bare !== undefined && childrenOf(bare).some(({ name }) => name === 'CompareOp');
  return isFlipped ? undefined : found;
}

const after =
  (name: string) =>
  (children: readonly SyntaxNode[]): SyntaxNode | undefined =>
    children[children.findIndex((child) => child.name === name) + 1];

const beforeBlock = (children: readonly SyntaxNode[]): SyntaxNode | undefined =>
  children[children.findIndex(({ name }) => name === 'Block') - 1];

const CONDITIONS: Readonly<Record<string, (children: readonly SyntaxNode[]) => SyntaxNode | undefined>> = {
  IfStatement: (children) =>
    children.some(({ name }) => name === 'Block') && children.at(1)?.name !== 'ParenthesizedExpression'
      ? beforeBlock(children)
      : after('if')(children),
  IfExpression: after('if'),
  WhileStatement: after('while'),
};

function negated(source: Source, condition: SyntaxNode | undefined): readonly Mutation[] {
  if (condition === undefined) return [];
  const { from, to } = condition;
  const text = textOf(source, condition);
  if (source.language === 'python') return [{ kind: 'condition-negated', from, to, text: `not (${text})` }];
  const isBracketed = source.language === 'javascript' || source.language === 'java';
  return [{ kind: 'condition-negated', from, to, text: isBracketed ? `(!${text})` : `!(${text})` }];
}
