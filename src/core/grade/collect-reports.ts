import type { ReportSource } from '../evals/eval.js';
import { matcherOf } from '../plan/matching.js';
import type { ReportText } from '../results/test-result.js';
import { textOf } from '../run/content.js';
import type { Content, FoundFile, Trial } from '../run/trial.js';
import { overTheCap } from './bytes.js';

export type Collected =
  | { readonly kind: 'reports'; readonly reports: readonly ReportText[] }
  | { readonly kind: 'unusable'; readonly why: string };

/** The texts in which a suite reports; one that was refused, cut or is no text makes them all unusable. */
export function collectReports(from: ReportSource, trial: Trial): Collected {
  if (from.kind === 'stdout') return together([readContent('stdout', trial.stdout)]);

  const matches = matcherOfPatterns(from.patterns);
  const found = trial.files.filter((file) => file.kind !== 'missing' && matches(file.path));
  if (found.length === 0)
    return { kind: 'unusable', why: `the suite left no report: nothing is at ${from.patterns.join(', ')}` };
  return together(found.map((file) => readFile(file)));
}

function together(read: readonly (ReportText | string)[]): Collected {
  const why = read.find((one) => typeof one === 'string');
  if (why !== undefined) return { kind: 'unusable', why };
  return { kind: 'reports', reports: read.filter((one) => typeof one !== 'string') };
}

function readFile(file: FoundFile): ReportText | string {
  if (file.kind === 'regular') return readContent(file.path, file.content);
  return file.kind === 'refused'
    ? `the report ${file.path} was refused: ${file.why}`
    : `the report ${file.path} is missing`;
}

function readContent(path: string, content: Content): ReportText | string {
  const over = overTheCap(path, content);
  if (over !== undefined) return over;
  return content.encoding === 'utf8' ? { path, text: textOf(content) } : `${path} is not UTF-8 text`;
}

const REPORTS = '${reports}/';

/** `${reports}/` is the trial's reports folder, a name of ours; what follows is a pattern as any other. */
function matcherOfPatterns(patterns: readonly string[]): (path: string) => boolean {
  const isOurs = (path: string): boolean => path.startsWith(REPORTS);
  const inReports = matcherOf(patterns.filter(isOurs).map((pattern) => pattern.slice(REPORTS.length)));
  const inTree = matcherOf(patterns.filter((pattern) => !isOurs(pattern)));
  return (path) => (isOurs(path) ? inReports(path.slice(REPORTS.length)) : inTree(path));
}
