import { alsoSeen, proposedTable } from './also.js';
import { answerOf, hasNoEvals } from './answer.js';
import { attention } from './attention.js';
import { doubtfulCases, toldCases, warnedCases } from './cases.js';
import { countsOf } from './counts.js';
import { code, counted, own, say, type Block, type Sentence } from './document.js';
import { groupsOf, type Groups } from './groups.js';
import type { Limits } from './limits.js';
import { commitLink, judgedSha } from './links.js';
import { howToMend } from './mend.js';
import { FORCE_LABEL, isPassedOver } from './passed-over.js';
import type { Result } from './result.js';
import { notReachedBlocks } from './quick.js';
import { quoted } from './quoted.js';
import { progressLine } from './told-progress.js';
import { whereItBroke } from './where.js';
import { NEXT_WORDS } from './words.js';

/** The whole report in the order of SPEC section 7, the answer first. */
export function storyOf(result: Result, limits: Limits, next: Sentence = nextOf(result)): readonly Block[] {
  if (isPassedOver(result)) return passedOver(result, limits);
  const groups = groupsOf(result);
  const first = hasNoEvals(result);
  const { answer, footer } = frameOf(result, limits);
  return [
    answer,
    ...progressLine(result, limits),
    ...(first ? firstEvals(result, limits) : findings(result, groups, { limits, next })),
    ...attention(result, limits),
    ...(first ? [] : howToMend(result, groups, limits)),
    ...alsoSeen(first ? { ...result, proposed: [] } : result, groups, limits),
    ...(limits.shortened ? [shortenedNote(limits)] : []),
    footer,
  ];
}

/** The first block and the last: what was found, and about what. */
export function frameOf(result: Result, limits: Limits): Readonly<Record<'answer' | 'footer', Block>> {
  return {
    answer: { kind: 'answer', ...answerOf(result) },
    footer: { kind: 'footer', words: footerOf(result, limits) },
  };
}

/** Nothing was run, by the policy's choice: what decided it, and how to have it judged. */
function passedOver(result: Result, limits: Limits): readonly Block[] {
  const why = say`The policy judges pull requests of agents, and no mark of one was found. To have this one judged, give it the label ${code(FORCE_LABEL)}.`;
  return [
    { kind: 'answer', ...answerOf(result) },
    { kind: 'paragraph', words: why },
    { kind: 'footer', words: footerOf(result, limits) },
  ];
}

function findings(
  result: Result,
  groups: Groups,
  { limits, next: who }: { readonly limits: Limits; readonly next: Sentence },
): readonly Block[] {
  const { breaks, doubts, warned } = groups;
  const next: readonly Block[] = who.length === 0 ? [] : [{ kind: 'paragraph', words: who }];
  const broke = breaks.length > 0;
  return [
    ...reasonBlocks(result, groups, limits),
    ...toldCases(breaks, limits, broke ? next : []),
    ...blockedLine(groups),
    ...whereItBroke(result, limits),
    ...doubtfulCases(doubts, limits, broke ? [] : next),
    ...warnedCases(warned, limits),
    ...notReachedBlocks(groups, limits),
  ];
}

/** What stands on a break counts once, and is named where it is told how to mend it. */
function blockedLine({ of }: Groups): readonly Block[] {
  const { length } = of('blocked');
  return length === 0
    ? []
    : [{ kind: 'paragraph', words: say`Blocked by what broke: ${counted(length, 'more case')}.` }];
}

/** Base has no evals: nothing to judge by, once. What the proposed ones did is all there is to say. */
function firstEvals(result: Result, limits: Limits): readonly Block[] {
  const table = proposedTable(result, limits.rows);
  const words =
    table.length === 0
      ? say`There is nothing to judge by. Add a first eval to the default branch, in ${code('evals/')}.`
      : say`This pull request brings the first evals. They were run on head only; once they are merged, the next pull request is judged by them.`;
  return [{ kind: 'paragraph', words }, ...table];
}

/** Reasons that no case tells: a budget that was spent, a sandbox that was missing. */
function reasonBlocks({ verdict, reasons }: Result, groups: Groups, { lines, columns }: Limits): readonly Block[] {
  if (verdict === 'nothing-broke' || lines === 0) return [];
  const told: ReadonlySet<string> = new Set([
    'not-reached',
    ...[...groups.breaks, ...groups.doubts].map(({ change }) => change),
  ]);
  const untold = reasons.filter((reason) => !told.has(reason.code)).map(({ text }) => text);
  return untold.length === 0 ? [] : quoted(untold, { lines, columns });
}

/** What was not reached comes with what to do about it. */
function nextOf({ verdict, next, reasons }: Result): Sentence {
  if (reasons.length > 0 && reasons.every(({ code: why }) => why === 'not-reached')) return [];
  const words = NEXT_WORDS[verdict][next];
  return words === '' ? [] : [own(words)];
}

function shortenedNote({ pointer }: Limits): Block {
  const where = pointer ? own("the full report is in the job's summary") : own('the full report is in the result file');
  return { kind: 'paragraph', words: say`Shortened to fit here: ${where}.` };
}

function footerOf(result: Result, { pointer, shortened }: Limits): Sentence {
  const { base } = result;
  const revisions = say`Head ${commitLink(result, judgedSha(result))} against base ${commitLink(result, base.sha)} (${code(base.label, 60)})`;
  const hint = pointer && !shortened ? say` Full report: the job's summary.` : [];
  const counts = Object.keys(result.counts).length > 0 ? say` ${countsOf(result)}.` : [];
  return say`${revisions}.${counts}${acceptWords(result)}${hint}`;
}

/** How a maintainer says that what head does is wanted; nothing where no case can be accepted. */
function acceptWords(result: Result): Sentence {
  const [first, ...more] = groupsOf(result).breaks.filter(({ said }) => said !== undefined);
  if (result.pullRequest === undefined || first === undefined) return [];
  const id = more.length === 0 && /^[^\s`]{1,200}$/.test(first.id) ? first.id : 'CASE';
  return say` Wanted? ${code(`/formative accept ${id} because REASON`, 300)}.`;
}
