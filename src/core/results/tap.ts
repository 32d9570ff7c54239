import { secondsOf } from './seconds.js';
import { TapTree } from './tap-tree.js';
import type { TapNode } from './tap-tree.js';
import type { ReportText, TestResult } from './test-result.js';

/** TAP 13 and 14, with subtests before their point (indented) or after it (in braces). Every point is a test. */
export function readTap(report: ReportText): readonly TestResult[] {
  const lines = report.text.replaceAll('\r\n', '\n').split('\n');
  const tree = new TapTree(report.path);
  lines.forEach((line, index) => {
    tree.take(line, lines[index + 1] ?? '');
  });
  return tree.end().flatMap((node) => readNode(node, []));
}

function readNode(node: TapNode, above: readonly string[]): readonly TestResult[] {
  const path = [...above, node.point.description];
  const children = node.children.flatMap((child) => readNode(child, path));
  return [...children, resultOf(node, path)];
}

function resultOf(node: TapNode, path: readonly string[]): TestResult {
  const { point, notes } = node;
  const status = statusOf(node);
  const file = location(notes);
  return {
    name: path.filter((part) => part !== '').join(' > '),
    status,
    filter: point.description,
    ...(status === 'failed' ? { message: dedent(notes).join('\n') } : {}),
    ...(file === undefined ? {} : { file }),
    ...secondsOf(point.time ?? Number(yamlValue(notes, 'duration_ms') ?? NaN), 1000),
  };
}

/** A group that failed only because its subtests did says nothing of its own; node tells the two apart. */
function statusOf({ point, notes, children }: TapNode): TestResult['status'] {
  if (point.directive !== undefined) return 'skipped';
  if (point.ok) return 'passed';
  return children.length > 0 && yamlValue(notes, 'failureType') === 'subtestsFailed' ? 'passed' : 'failed';
}

/** `location: '/tree/test/a.test.js:6:5'`, as node writes it. */
function location(notes: readonly string[]): string | undefined {
  return yamlValue(notes, 'location')?.replace(/:\d+:\d+$/, '');
}

function yamlValue(notes: readonly string[], key: string): string | undefined {
  const line = notes.find((note) => note.trimStart().startsWith(`${key}: `));
  return line
    ?.trim()
    .slice(key.length + 2)
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2');
}

function dedent(notes: readonly string[]): readonly string[] {
  const indents = notes.filter((note) => note.trim() !== '').map((note) => note.length - note.trimStart().length);
  const least = indents.reduce((one, other) => Math.min(one, other), Infinity);
  return notes.map((note) => note.slice(Math.min(least, note.length)));
}
