import { TERMINAL } from './limits.js';
import type { Result } from './result.js';
import { storyOf } from './story.js';
import { terminalOf } from './terminal-blocks.js';

/** Below this many columns lines are cut at it anyway: narrower than that nothing can be read. */
const NARROWEST = 40;

/** The report for a terminal: the answer first, in at most `width` columns; escape sequences only when `color` is asked for. */
export function terminalFor(
  result: Result,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const lines = terminalOf(storyOf(result, TERMINAL), { color, width: Math.max(NARROWEST, width) });
  return `${lines.join('\n')}\n`;
}
