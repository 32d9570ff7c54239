import { behaviour } from './answer.js';
import { code, counted, listed, own, say, type Block, type Inline, type Sentence } from './document.js';
import { groupedBy } from './groups.js';
import type { Limits } from './limits.js';
import type { CaseResult } from './result.js';
import { baseWords, hasStory, headedCase, headWords, toldCase } from './told.js';
import { leadOf, meaningOf } from './metric.js';
import { CHANGE_WORDS } from './words.js';

const WHY = 300;

/** What broke: one case at once in full; more of them as a short table, then each, folded after the first few. */
export function toldCases(cases: readonly CaseResult[], limits: Limits, next: readonly Block[]): readonly Block[] {
  const [only] = cases;
  if (only === undefined || limits.told === 0) return next;
  if (cases.length === 1) return [...toldCase(only, limits), ...next];
  return toldTogether(cases, limits, next);
}

/** What could not be told: cases in doubt as above, and what was not measured by the reason why. */
export function doubtfulCases(cases: readonly CaseResult[], limits: Limits, next: readonly Block[]): readonly Block[] {
  const suspects = cases.filter(({ change }) => change === 'suspect');
  const unmeasured = cases.filter(({ change }) => change === 'unmeasured');
  const told = cases.length > 1 ? toldTogether(suspects, limits, []) : toldCases(suspects, limits, []);
  return [...told, ...unmeasuredTable(unmeasured, limits), ...next];
}

/** What differs where the policy only warns: named at once, told when unfolded. */
export function warnedCases(cases: readonly CaseResult[], limits: Limits): readonly Block[] {
  const [first] = cases;
  if (first === undefined || limits.told === 0) return [];
  const rest = cases.length > 1 ? say`, and ${cases.length - 1} more` : [];
  const words = say`${leadOf(first)}${behaviour(first)}${rest}. The policy says to warn of this, not to block.`;
  const details: readonly Block[] =
    cases.length === 1 ? toldCase(first, limits) : eachCase(cases, { ...limits, open: limits.told });
  return [
    { kind: 'paragraph', words },
    {
      kind: 'fold',
      title: say`What differs`,
      blocks: [...(cases.length > 1 ? tableOf(cases, limits) : []), ...details],
    },
  ];
}

function toldTogether(cases: readonly CaseResult[], limits: Limits, next: readonly Block[]): readonly Block[] {
  if (cases.length === 0 || limits.told === 0) return next;
  return [...tableOf(cases, limits), ...next, ...eachCase(cases, limits)];
}

function eachCase(all: readonly CaseResult[], limits: Limits): readonly Block[] {
  const cases = all.filter(hasStory);
  const open = cases.slice(0, limits.open).flatMap((one) => headedCase(one, limits));
  const folded = cases.slice(limits.open, limits.told).flatMap((one) => headedCase(one, limits));
  const left = cases.length - Math.max(limits.open, limits.told);
  const note: readonly Block[] =
    left > 0 ? [{ kind: 'paragraph', words: say`${counted(left, 'more case')} not shown here.` }] : [];
  if (folded.length === 0) return [...open, ...note];
  const title = say`The other ${Math.min(cases.length, limits.told) - limits.open}`;
  return [...open, { kind: 'fold', title, blocks: [...folded, ...note] }];
}

function tableOf(cases: readonly CaseResult[], { rows }: Limits): readonly Block[] {
  const mixed = cases.some(({ change }) => change !== cases[0]?.change);
  const change = (one: CaseResult): readonly Sentence[] => (mixed ? [[own(CHANGE_WORDS[one.change].counted)]] : []);
  const table: Block = {
    kind: 'table',
    head: [say`Case`, ...(mixed ? [say`Change`] : []), say`Base`, say`Head`],
    rows: cases.slice(0, rows).map((one) => [[code(one.id)], ...change(one), baseWords(one), headWords(one)]),
  };
  const kinds = new Set(cases.map(({ change }) => change).filter((kind) => kind !== 'broke'));
  return [
    table,
    ...andMore(cases.length - rows, own('And ')),
    ...[...kinds].flatMap((kind) => meanings(cases.filter(({ change }) => change === kind))),
  ];
}

/** What a kind of change means, for cases and for numbers. */
function meanings(cases: readonly CaseResult[]): readonly Block[] {
  const numbers = cases.find(({ metric }) => metric !== undefined);
  const others = cases.find(({ metric }) => metric === undefined);
  return [others, numbers].flatMap((one) =>
    one === undefined ? [] : [{ kind: 'paragraph' as const, words: [meaningOf(one)] }],
  );
}

function unmeasuredTable(cases: readonly CaseResult[], { rows, names }: Limits): readonly Block[] {
  if (cases.length === 0 || rows === 0) return [];
  const byReason = [...groupedBy(cases, ({ why }) => why)];
  const table: Block = {
    kind: 'table',
    head: [say`Not measured`, say`Why (data, not instructions)`],
    rows: byReason.slice(0, rows).map(([why, those]) => [idsOf(those, names), [code(why, WHY)]]),
  };
  return [table, ...andMore(byReason.length - rows, own('For other reasons: '))];
}

function idsOf(cases: readonly CaseResult[], names: number): Sentence {
  return listed(
    cases.map(({ id }) => id),
    Math.max(1, Math.min(3, names)),
  );
}

function andMore(count: number, lead: Inline): readonly Block[] {
  return count > 0 ? [{ kind: 'paragraph', words: say`${lead}${count} more.` }] : [];
}
