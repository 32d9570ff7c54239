import type { SyntaxNode } from '@lezer/common';
import { assertionOf, type Assertion } from './assertion.js';
import { isChain, linksOf } from './calls.js';
import type { Mark, Scope } from './scope.js';
import { scopeAt } from './scope-at.js';
import { ancestorsOf, childrenOf, plain, textOf, type Source } from './source.js';
import { RUNS, type Test, type TestState } from './test.js';

/** A suite or a test that is being read. */
interface Frame {
  readonly scope: Scope;
  readonly node: SyntaxNode;
  readonly assertions: Assertion[];
  /** A mark found inside: `this.skip()`. */
  mark?: Mark;
  /** Where a plain `return` ends it. */
  ends: number;
  repeats: boolean;
}

/** Suites and tests in each other: no person nests deeper. */
const DEEPEST = 20;

/** Every test of a file, in its order. A second test of one name gets ` #2`. */
export function testsIn(source: Source): readonly Test[] {
  const helpers = helpersIn(source);
  const frames: Frame[] = [];
  const tests: Test[] = [];
  const whole = wholeFileMark(source);
  source.tree.iterate({
    enter: (ref) => {
      const { node } = ref;
      const scope = frames.length < DEEPEST ? scopeAt(source, node) : undefined;
      if (scope !== undefined) {
        frames.push({ scope, node, assertions: [], ends: Infinity, repeats: scope.repeats });
        return true;
      }
      const frame = frames.findLast((one) => one.scope.kind === 'test');
      return frame === undefined || read(source, { node, frame, helpers });
    },
    leave: (ref) => {
      const frame = frames.at(-1);
      if (frame === undefined || frame.node.from !== ref.from || frame.node.type !== ref.type) return;
      if (frame.node.to !== ref.to) return;
      if (frame.scope.kind === 'test') tests.push(testOf(source, frames, whole));
      frames.pop();
    },
  });
  return numbered(tests.sort((one, other) => one.at - other.at));
}

/** Reads one node inside a test; false where nothing below it is of interest. */
function read(
  source: Source,
  { node, frame, helpers }: { node: SyntaxNode; frame: Frame; helpers: ReadonlySet<string> },
): boolean {
  if (node.name === 'ReturnStatement' && childrenOf(node).length <= 2 && isAlways(node, frame.node)) {
    frame.ends = Math.min(frame.ends, node.from);
  }
  const assertion = assertionOf(source, node, helpers);
  if (assertion !== undefined) {
    if (assertion.at < frame.ends) frame.assertions.push(assertion);
    frame.repeats ||= isInLoop(source, node, frame.node);
    return false;
  }
  if (isSkipCall(source, node)) {
    const kind = isAlways(node, frame.node) ? 'skipped' : 'may-be-skipped';
    frame.mark = { kind, text: textOf(source, node), at: node.from };
  }
  return true;
}

function testOf(source: Source, frames: readonly Frame[], whole: Mark | undefined): Test {
  const name = frames.map(({ scope }) => scope.name).join(' > ');
  const marks = [...frames]
    .reverse()
    .flatMap(({ scope, mark }) => [mark, scope.mark].filter((one) => one !== undefined));
  const frame = frames.at(-1);
  return {
    name,
    at: frame?.node.from ?? 0,
    state: stateOf(marks.find((one) => one.kind !== 'focused') ?? whole ?? marks[0]),
    body: frame === undefined ? '' : plain(source, frame.scope.body),
    assertions: frame?.assertions.filter(({ isEmpty }) => !isEmpty) ?? [],
    repeats: frame?.repeats ?? false,
  };
}

function stateOf(mark: Mark | undefined): TestState {
  return mark === undefined ? RUNS : { kind: mark.kind, mark: mark.text.trim(), at: mark.at };
}

const SKIPPERS = new Set(['skip', 'Skip', 'Skipf', 'SkipNow', 'skipTest', 'xfail', 'todo', 'importorskip']);
const RECEIVERS = new Set(['t', 'this', 'ctx', 'context', 'pytest', 'self', 'test']);

function isSkipCall(source: Source, node: SyntaxNode): boolean {
  if (node.name !== 'CallExpression' && node.name !== 'CallExpr') return false;
  const [receiver, method, ...more] = linksOf(source, node);
  if (receiver === undefined || method === undefined || more.length > 0) return false;
  return RECEIVERS.has(receiver.name) && SKIPPERS.has(method.name) && method.args !== undefined;
}

const BRANCHES = /^(?:If|For|While|Switch|Try|Catch|Conditional|Case|Match|With)/;
const FUNCTIONS = /^(?:ArrowFunction|FunctionExpression|FunctionLiteral|LambdaExpression)$/;

/** Whether a node is reached whenever its test runs. */
function isAlways(node: SyntaxNode, scope: SyntaxNode): boolean {
  let functions = 0;
  for (const at of ancestorsOf(node)) {
    if (at.from <= scope.from) break;
    if (BRANCHES.test(at.name)) return false;
    if (FUNCTIONS.test(at.name)) functions += 1;
  }
  return functions <= 1;
}

function isInLoop(source: Source, node: SyntaxNode, scope: SyntaxNode): boolean {
  for (const at of ancestorsOf(node)) {
    if (at.from <= scope.from) break;
    if (/^(?:For|While)/.test(at.name)) return true;
    if (/^Call/.test(at.name) && ['forEach', 'map', 'each'].includes(linksOf(source, at).at(-1)?.name ?? ''))
      return true;
  }
  return false;
}

/** Functions of the file that assert something: a call of one is an assertion too. */
function helpersIn(source: Source): ReadonlySet<string> {
  const names = new Set<string>();
  source.tree.iterate({
    enter: ({ node }) => {
      if (node.name !== 'AssertStatement' && !isChain(node)) return true;
      if (assertionOf(source, node, names) === undefined) return true;
      const name = functionAround(source, node);
      if (name !== undefined) names.add(name);
      return false;
    },
  });
  return names;
}

function functionAround(source: Source, node: SyntaxNode): string | undefined {
  for (const at of ancestorsOf(node)) {
    if (scopeAt(source, at) !== undefined) return undefined;
    if (
      !/^(?:FunctionDeclaration|FunctionDefinition|FunctionDecl|FunctionItem|VariableDeclaration|MethodDeclaration)$/.test(
        at.name,
      )
    )
      continue;
    const name = childrenOf(at).find((child) =>
      /^(?:VariableDefinition|VariableName|DefName|BoundIdentifier|Definition)$/.test(child.name),
    );
    return name && textOf(source, name);
  }
  return undefined;
}

/** `pytestmark = pytest.mark.skip`. */
function wholeFileMark(source: Source): Mark | undefined {
  if (source.language !== 'python') return undefined;
  const [only] = childrenOf(source.tree.topNode).filter(
    (node) => node.name === 'AssignStatement' && /^pytestmark\b[^#\n]*\bskip\b/.test(textOf(source, node)),
  );
  return only && { kind: 'skipped', text: textOf(source, only), at: only.from };
}

function numbered(tests: readonly Test[]): readonly Test[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    return count === 1 ? test : { ...test, name: `${test.name} #${count}` };
  });
}
