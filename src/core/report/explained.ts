import { sameCase } from '../commands/same-case.js';
import { code, say, type Block } from './document.js';
import type { Limits } from './limits.js';
import { meaningOf } from './metric.js';
import type { CaseResult, Result } from './result.js';
import { hasStory, toldCase } from './told.js';

/** Cases that somebody asked to be told in full, each in a fold of its own. */
export function explainedCases({ cases }: Result, ids: readonly string[], limits: Limits): readonly Block[] {
  return ids.flatMap((id): readonly Block[] => {
    const one = cases.find((it) => sameCase(id, it.id));
    const title = say`Explained: ${code(id, 200)}`;
    if (one === undefined)
      return [{ kind: 'fold', title, blocks: [{ kind: 'paragraph', words: say`There is no such case.` }] }];
    return [{ kind: 'fold', title, blocks: explanationOf(one, limits) }];
  });
}

function explanationOf(one: CaseResult, limits: Limits): readonly Block[] {
  const isTold = hasStory(one) && limits.told > 0;
  // What is told of a case that did not break begins with what that means.
  const meaning = isTold && one.change !== 'broke' ? [] : say`${meaningOf(one)} `;
  const outcome: Block = { kind: 'paragraph', words: say`${meaning}${code(one.why, 400)}` };
  const reproduce: readonly Block[] =
    one.reproduce === undefined
      ? []
      : [{ kind: 'code', language: 'sh', text: one.reproduce, caps: { lines: 20, columns: 2000 } }];
  return [outcome, ...(isTold ? toldCase(one, limits) : []), ...reproduce];
}
