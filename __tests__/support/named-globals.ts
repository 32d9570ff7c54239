import ts from 'typescript';

/** What a module can reach without importing it, and must not everywhere. */
const OUTSIDE: ReadonlySet<string> = new Set([
  ...['process', 'console', 'fetch', 'performance', 'crypto', 'globalThis', 'global'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'Date', 'Math'],
]);
/** Of these only what is not the same each time. */
const CHANGING = /^(?:Date\.now|Math\.random)$/;

/** The outside that a module's code names, as `process.env` or `fetch`; what stands in texts, comments and types is none. */
export function namedGlobals(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && OUTSIDE.has(node.text) && isUse(node)) found.push(wholeName(node));
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  return found.filter((name) => !/^(?:Date|Math)\b/.test(name) || CHANGING.test(name) || name === 'new Date');
}

/** The functions that a module calls by their bare names. */
export function calledFunctions(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) found.push(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  return found;
}

const parsed = new Map<string, ts.SourceFile>();

function parse(text: string): ts.SourceFile {
  const known =
    parsed.get(text) ?? ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  parsed.set(text, known);
  return known;
}

/** Not the name of somebody's property, not a declaration, not a type. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent))
    return parent.initializer === node;
  return (
    ts.isShorthandPropertyAssignment(parent) || ts.isExpression(parent) || ts.isStatement(parent) || isPart(parent)
  );
}

function isPart(node: ts.Node): boolean {
  return ts.isTemplateSpan(node) || ts.isSpreadAssignment(node) || ts.isComputedPropertyName(node);
}

/** With what is taken of it: `process.env`, also where that is written with brackets; `new Date` for the time it is. */
function wholeName(node: ts.Identifier): string {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return `${node.text}.${parent.name.text}`;
  if (ts.isElementAccessExpression(parent) && ts.isStringLiteralLike(parent.argumentExpression))
    return `${node.text}.${parent.argumentExpression.text}`;
  const isNow = ts.isNewExpression(parent) && (parent.arguments ?? []).length === 0;
  return isNow && parent.expression === node ? `new ${node.text}` : node.text;
}
