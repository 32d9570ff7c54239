import { agentWords } from './agent.js';
import { code, counted, listed, own, say, type Block, type Fact, type Sentence } from './document.js';
import type { Groups } from './groups.js';
import type { Limits } from './limits.js';
import { commentLink } from './links.js';
import { meaningOf } from './metric.js';
import { quoted } from './quoted.js';
import type { CaseResult, Result } from './result.js';
import { baseWords, headWords } from './told.js';
import { weakenedTable } from './weakened.js';
import { QUOTED_LABEL } from './words.js';

/** What else was seen and asks nothing of anyone. Folded. */
export function alsoSeen(result: Result, groups: Groups, limits: Limits): readonly Block[] {
  if (limits.folds !== 'all') return [];
  const facts = [
    ...caseFacts(groups, limits),
    ...improvedFacts(groups, limits),
    ...acceptedFacts(groups, limits),
    ...integrityFacts(result, limits),
    ...runFacts(result),
  ];
  const blocks: readonly Block[] = [
    { kind: 'facts', facts },
    ...weakenedTable(result, limits),
    ...proposedBlocks(result, limits),
    ...noticeBlocks(result, limits),
  ];
  return [{ kind: 'fold', title: say`Also seen`, blocks }];
}

/** The evals that the pull request brings: run on head, never judged by. */
export function proposedTable({ proposed }: Result, rows: number): readonly Block[] {
  if (proposed.length === 0) return [];
  const shown = proposed.slice(0, rows);
  const table: Block = {
    kind: 'table',
    head: [say`Proposed`, say`In this pull request`, say`On head`],
    rows: shown.map(({ id, how, outcome, why }) => [
      [code(id)],
      [own(how)],
      say`${own(OUTCOMES[outcome])}${why === undefined ? own('') : say`: ${code(why, 160)}`}`,
    ]),
  };
  const rest = proposed.length - shown.length;
  return [table, ...(rest > 0 ? [{ kind: 'paragraph', words: say`And ${rest} more.` } as const] : [])];
}

const OUTCOMES = { passed: 'passes', failed: 'fails', unmeasured: 'not measured' } as const;

const TOLD = ['fixed', 'still-fails', 'flaky', 'added'] as const;
const LABELS = {
  fixed: say`Fixed`,
  'still-fails': say`Fails on base too`,
  flaky: say`Flaky`,
  added: say`New`,
} as const;

function caseFacts({ of }: Groups, { names }: Limits): readonly Fact[] {
  return TOLD.flatMap((kind) => {
    if (kind === 'flaky') return flakyFacts(of(kind), names);
    const ids = idsOf(of(kind), names);
    return ids.length === 0
      ? []
      : [{ label: LABELS[kind], words: say`${ids}${kind === 'still-fails' ? reasonOf(of(kind)) : []}` }];
  });
}

/** With what the first of them fails: whoever wrote an eval that never passed looks for that. */
function reasonOf([first]: readonly CaseResult[]): Sentence {
  const summary = first?.hidden === true ? undefined : first?.because[0]?.summary;
  return summary === undefined ? [] : say`. ${own(QUOTED_LABEL)} The first: ${code(summary, 160)}`;
}

/** Cases that fail now and then, and numbers that vary: not the same thing. */
function flakyFacts(all: readonly CaseResult[], names: number): readonly Fact[] {
  const [cases, numbers] = [all.filter((it) => it.metric === undefined), all.filter((it) => it.metric !== undefined)];
  return [cases, numbers].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const label = first.metric === undefined ? LABELS.flaky : say`Varies`;
    return [{ label, words: say`${idsOf(those, names)}. ${meaningOf(first)}` }];
  });
}

function idsOf(cases: readonly CaseResult[], names: number): Sentence {
  return listed(
    cases.map(({ id }) => id),
    names,
  );
}

/** Numbers that got better: nobody has to do anything about them. */
function improvedFacts({ of }: Groups, { names }: Limits): readonly Fact[] {
  return of('still-passes')
    .filter(({ metric }) => metric?.improved === true)
    .slice(0, names)
    .map((one) => ({ label: say`Better`, words: say`${code(one.id)}: ${headWords(one)}; base ${baseWords(one)}` }));
}

function acceptedFacts({ of }: Groups, { names }: Limits): readonly Fact[] {
  return of('accepted')
    .slice(0, names)
    .map(({ id, why, accepted }) => {
      const said = accepted === undefined ? [] : say` ${commentLink(accepted.url)}`;
      return { label: say`Accepted`, words: say`${code(id)}: ${code(why, 240)}${said}` };
    });
}

function integrityFacts({ integrity }: Result, { names }: Limits): readonly Fact[] {
  const { changedEvals } = integrity;
  if (changedEvals.length === 0) return [];
  return [{ label: say`Evals edited`, words: say`${listed(changedEvals, names)}; judged by base's version` }];
}

function runFacts({ agent, sandbox, budget, timing, seed, couldHaveSeen }: Result): readonly Fact[] {
  const spent = budget.spent ? say`; the budget was spent` : [];
  const controls = budget.controls === undefined ? [] : say` (${budget.controls} of them on known-bad variants)`;
  const calls = budget.judgeCalls === undefined ? [] : say` and ${counted(budget.judgeCalls, 'judge call')}`;
  return [
    ...(agent === null ? [] : [{ label: say`Agent`, words: agentWords(agent) }]),
    {
      label: say`Run`,
      words: say`${counted(budget.trials, 'trial')}${controls}${calls} in ${Math.round(timing.seconds)} s, sandbox ${code(sandbox)}${spent}`,
    },
    ...(couldHaveSeen === undefined ? [] : [{ label: say`Could see`, words: seenWords(couldHaveSeen) }]),
    ...(seed === undefined
      ? []
      : [{ label: say`Seed`, words: say`${code(`formative run --seed ${seed}`)} draws the same generated cases` }]),
  ];
}

/** No evidence is not safety: what a run like this says of a case that breaks, and of one that breaks by half. */
function seenWords({ everyTime, everySecondTime }: NonNullable<Result['couldHaveSeen']>): Sentence {
  return say`a case that stops working would be called broken in ${outOf100(everyTime)} such runs, one that fails every second time in ${outOf100(everySecondTime)}`;
}

function outOf100(chance: number): Sentence {
  if (chance > 0.99) return say`more than 99 of 100`;
  return chance < 0.01 ? say`fewer than 1 of 100` : say`about ${Math.round(100 * chance)} of 100`;
}

function proposedBlocks(result: Result, { rows }: Limits): readonly Block[] {
  const table = proposedTable(result, rows);
  const words = say`Evals that this pull request proposes. They were run on head and shown; nothing is judged by them yet. ${own(QUOTED_LABEL)}`;
  return table.length === 0 ? [] : [{ kind: 'paragraph', words }, ...table];
}

function noticeBlocks({ notices }: Result, { lines, columns }: Limits): readonly Block[] {
  if (notices.length === 0) return [];
  return quoted(notices, { lines, columns }, say`Notices. `);
}
