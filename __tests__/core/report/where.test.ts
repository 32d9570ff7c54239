import { expect, it } from '@jest/globals';

import { commentFor } from '../../../src/core/report/markdown.js';
import type { Result } from '../../../src/core/report/result.js';
import { aBreak, sha, strictBreak } from '../../support/results.js';

type Culprit = Result['culprits'][number];

function undoOf(...culprits: readonly Partial<Culprit>[]): string | undefined {
  const all = culprits.map((one, at): Culprit => {
    const cases = [`case ${at}`];
    return { cases, lastWorking: sha('0'), firstBroken: sha(String(at + 1)), hunks: [], exact: true, ...one };
  });
  return /^git revert.*$/m.exec(commentFor(aBreak([strictBreak()], { culprits: all })))?.[0].trim();
}

const short = (digit: string): string => digit.repeat(12);

it.each<readonly [string, readonly Partial<Culprit>[]]>([
  [`git revert ${short('1')} # undo`, [{}]],
  [`git revert ${short('2')} ${short('1')} # undo`, [{}, {}]],
  [`git revert -m 1 ${short('1')} # undo, with all that came from base`, [{ merge: 'of-base' }]],
  [
    `git revert ${short('4')} ${short('3')} && git revert -m 1 ${short('2')} && git revert ${short('1')} # undo`,
    [{}, { merge: 'of-another' }, {}, {}],
  ],
  [
    `git revert -m 1 ${short('2')} && git revert -m 1 ${short('1')} # undo`,
    [{ merge: 'of-another' }, { merge: 'of-another' }],
  ],
])('undoes with `%s`', (line, culprits) => {
  expect(undoOf(...culprits)?.replace(/\s+#/, ' #')).toBe(line);
});
