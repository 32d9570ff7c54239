import type { CaseInput } from './case-schema.js';
import type { Finding } from './finding.js';

/** How a script reads its arguments: `$@`, `$1`, `${2:-x}`, `$#`, or what looks at all of them without a name. */
const READS_ARGUMENTS = /\$\{?[@*#1-9]|\bgetopts\b|\bshift\b|\bfor\s+\w+\s*(?:;|\n)?\s*do\b/;

/** A script that never looks at its arguments would drop the cases' `args`, and every case would be the same. */
export function shellArgsFindings(run: unknown, cases: readonly (readonly [string, CaseInput])[]): readonly Finding[] {
  if (typeof run !== 'string' || READS_ARGUMENTS.test(run)) return [];
  const [name] = cases.find(([, { args = [] }]) => args.length > 0) ?? [];
  if (name === undefined) return [];
  const message = `\`run\` drops the \`args\` of the case \`${name}\`, expected "$@" where they go in, as in \`${firstWords(run)} "$@"\`, or a list, which gets them at its end`;
  return [{ path: ['run'], target: 'value', message }];
}

function firstWords(script: string): string {
  const line = script.trim().split('\n')[0] ?? '';
  return line.length > 40 ? 'my-program' : line;
}
