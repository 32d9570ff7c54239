import { sameCase } from '../commands/same-case.js';
import { explainedCases } from './explained.js';
import { groupsOf } from './groups.js';
import { TERMINAL } from './limits.js';
import type { Result } from './result.js';
import { storyOf } from './story.js';
import { terminalOf } from './terminal-blocks.js';

/** Below this many columns lines are cut at it anyway: narrower than that nothing can be read. */
const NARROWEST = 40;

export interface Terminal {
  readonly color: boolean;
  readonly width: number;
  /** Cases, or evals, of which somebody wants to know whatever became of them. */
  readonly explain?: readonly string[];
}

/** The report for a terminal: the answer first, in at most `width` columns; escape sequences only when `color` is asked for. */
export function terminalFor(result: Result, { color, width, explain = [] }: Terminal): string {
  const story = storyOf(result, TERMINAL);
  const told = [
    ...story.slice(0, -1),
    ...explainedCases(result, untold(result, explain), TERMINAL),
    ...story.slice(-1),
  ];
  const lines = terminalOf(told, { color, width: Math.max(NARROWEST, width) });
  return `${lines.join('\n')}\n`;
}

/** Ids of the cases that are asked about and that the report does not tell of in full anyway. */
function untold(result: Result, asked: readonly string[]): readonly string[] {
  const { breaks, doubts, warned } = groupsOf(result);
  const told = new Set([...breaks, ...doubts, ...warned]);
  const wanted = result.cases.filter((one) => asked.some((id) => id === one.eval || sameCase(id, one.id)));
  return wanted.filter((one) => !told.has(one)).map(({ id }) => id);
}
