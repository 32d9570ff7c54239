import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, isChain, linksOf, type Argument, type Link } from './calls.js';
import { comparisonIn, isConstant, type Comparison } from './comparison.js';
import { childrenOf, plain, textOf, type Source } from './source.js';
import { demandOf, demandOfOperator, type Demand } from './strictness.js';

/** One thing that a test demands of the code. */
export interface Assertion {
  /** Offset in the file. */
  readonly at: number;
  /** Its tokens: equal for two that differ only in layout. */
  readonly text: string;
  /** As it is written, for people. */
  readonly shown: string;
  readonly matcher: string;
  /** What is looked at. */
  readonly subject: string;
  /** What it is compared with, where that is written out. */
  readonly expected: string;
  /** Absent for a matcher that is not known. */
  readonly demand?: Demand;
  /** It looks at nothing but constants, and so always holds. */
  readonly isEmpty: boolean;
}

/** A bare `t.Fatal()` is told by the condition around it. */
export function wordsOf({ text, matcher, subject, expected }: Assertion): string {
  return JSON.stringify([text, matcher, subject, expected]);
}

const CHAIN = /^(?:expect|assertThat|expectTypeOf|verify)$/;
const OPENS = /^(?:assert|expect|verify|check|should|ensure)(?=$|[A-Z_!])/;
/** What tape, tap, AVA and Go hand to a test, and to a test inside of one. */
const RECEIVER = /^(?:t|tt|st|s\dt|t\d)$/;
const T_METHODS = new Set(
  `is not deepEqual notDeepEqual like equal equals same notSame ok notOk throws throwsAsync rejects pass true false truthy falsy regex
   snapshot strictEqual deepStrictEqual looseEqual match hasOwnProps teq eq has type Error Errorf Fatal Fatalf Fail FailNow`.split(
    /\s+/,
  ),
);
const WORDS = new Set(
  'to be been have has that and not resolves rejects deep nested own a an is which with'.split(' '),
);
/** Of these one argument is what is thrown, so that none is less. */
const THROWS = /^(?:toThrow|toThrowError|throws?|throwsAsync|rejects|raises|assertRaises|assertThrows|warns)$/;

/** The assertion that a node is, whatever the library; `helpers` are functions of the file that assert something. */
export function assertionOf(source: Source, node: SyntaxNode, helpers: ReadonlySet<string>): Assertion | undefined {
  if (node.name === 'AssertStatement') {
    return built(source, node, { matcher: 'assert', args: argumentsOf(childrenOf(node).slice(1)).slice(0, 1) });
  }
  if (!isChain(node)) return undefined;
  const links = linksOf(source, node);
  return isAssertion(source, links, helpers) ? built(source, node, partsOf(source, node, links)) : undefined;
}

function partsOf(source: Source, node: SyntaxNode, links: readonly Link[]): Parts {
  const [first = NO_LINK, ...more] = links;
  const last = links.findLast(({ name, args }) => args !== undefined || !WORDS.has(name)) ?? first;
  const { name: matcher, args = [] } = last;
  const negated = matcher !== 'not' && links.some(({ name }) => name === 'not');
  if (more.length > 0 && CHAIN.test(first.name)) return { matcher, negated, of: first.args ?? [], args };
  if (links.findIndex(({ name }) => name === 'should') <= 0) return { matcher, negated, args };
  return { matcher, negated, of: [{ from: node.from, to: beforeShould(source, node), nodes: [] }], args };
}

function beforeShould(source: Source, node: SyntaxNode): number {
  const at = textOf(source, node).search(/\.\s*should\b/);
  return at === -1 ? node.to : node.from + at;
}

function isAssertion(source: Source, links: readonly Link[], helpers: ReadonlySet<string>): boolean {
  const [first = NO_LINK, second = NO_LINK] = links;
  if (links.length === 1) return first.args !== undefined && (OPENS.test(first.name) || helpers.has(first.name));
  if (RECEIVER.test(first.name)) return T_METHODS.has(second.name);
  if (first.name === 'pytest') return THROWS.test(second.name);
  if (first.name === 'require') return source.language === 'go';
  return OPENS.test(first.name) || links.some(({ name }) => /^(?:should$|assert(?=$|[A-Z_]))/.test(name));
}

const NO_LINK: Link = { name: '' };

interface Parts {
  readonly matcher: string;
  readonly negated?: boolean;
  /** Where the library says which argument is looked at. */
  readonly of?: readonly Argument[];
  readonly args: readonly Argument[];
}

function built(source: Source, node: SyntaxNode, parts: Parts): Assertion {
  const words = (args: readonly Argument[]): string => args.map((one) => plain(source, one)).join(' , ');
  const shared = { at: node.from, text: plain(source, node), shown: textOf(source, node) };
  const compared = comparedBy(source, node, parts);
  if (compared !== undefined) {
    const { operator, subject, expected } = compared;
    const demand = demandOfOperator(operator);
    return { ...shared, matcher: operator, subject, expected, ...(demand && { demand }), isEmpty: subject === '' };
  }
  const demand = demandIn(parts);
  if (/^(?:raises|warns)$/.test(parts.matcher))
    return {
      ...shared,
      matcher: parts.matcher,
      subject: 'raises',
      expected: words(parts.args),
      ...(demand && { demand }),
      isEmpty: false,
    };
  const [looked, expected] = parts.of === undefined ? parted(source, parts.args) : [parts.of, parts.args];
  const isEmpty = demand !== undefined && looked.every((one) => isConstant(plain(source, one)));
  const subject = words(looked);
  const matcher = parts.negated === true ? `not ${parts.matcher}` : parts.matcher;
  return { ...shared, matcher, subject, expected: words(expected), ...(demand && { demand }), isEmpty };
}

/** `assert a == b`, `expect(a === b).toBe(true)`, `if got != want { t.Errorf(…) }`. */
function comparedBy(source: Source, node: SyntaxNode, { matcher, of, args, negated }: Parts): Comparison | undefined {
  if (/^(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$/.test(matcher)) return comparisonAround(source, node);
  if (negated === true || !isAboutTruth(matcher, args)) return undefined;
  const [looked] = of ?? args;
  return looked === undefined ? undefined : comparisonIn(source, looked.nodes);
}

function isAboutTruth(matcher: string, args: readonly Argument[]): boolean {
  if (demandOf(matcher) === 'holds') return !/fals/i.test(matcher) && !THROWS.test(matcher) && args.length <= 2;
  return matcher === 'toBe' && args.length === 1;
}

const FAILS_UNLESS: Readonly<Record<string, string>> = { '!=': '==', '==': '!=' };

function comparisonAround(source: Source, node: SyntaxNode): Comparison | undefined {
  let at = node.parent;
  for (let depth = 0; at !== null && at.name !== 'IfStatement' && depth < 6; depth += 1) at = at.parent;
  const condition = at?.name === 'IfStatement' ? childrenOf(at).find(({ name }) => name === 'BinaryExp') : undefined;
  const found = condition && comparisonIn(source, [condition]);
  return found && { ...found, operator: FAILS_UNLESS[found.operator] ?? found.operator };
}

function demandIn({ matcher, negated, of, args }: Parts): Demand | undefined {
  if (negated === true) return 'is-there';
  if (!THROWS.test(matcher)) return demandOf(matcher);
  const least = of === undefined ? 1 : 0;
  return args.length > least ? 'part' : 'holds';
}

/** What is looked at is what is not written out. */
function parted(source: Source, args: readonly Argument[]): readonly [readonly Argument[], readonly Argument[]] {
  const written = (one: Argument): boolean => isConstant(plain(source, one));
  return [args.filter((one) => !written(one)), args.filter(written)];
}
