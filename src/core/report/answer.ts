import { code, own, say, type Mark, type Sentence } from './document.js';
import { isPassedOver } from './passed-over.js';
import { groupsOf, type Groups } from './groups.js';
import type { CaseResult, Result } from './result.js';
import { insteadWords, leadOf } from './metric.js';
import { reachedWords } from './quick.js';
import { REASON_WORDS, isReasonCode } from './words.js';

/** Longest behaviour that stands in a title. */
const TITLE = 100;

/** What a reader should know first: the behaviour, not a count. */
export interface Answer {
  readonly mark: Mark;
  readonly words: Sentence;
}

export function answerOf(result: Result): Answer {
  const groups = groupsOf(result);
  switch (result.verdict) {
    case 'broke':
      return { mark: 'bad', words: broke(groups) };
    case 'could-not-tell':
      if (isPassedOver(result)) return { mark: 'good', words: say`not an agent's pull request: nothing was run` };
      return { mark: 'unclear', words: say`Could not tell: ${unclear(result, groups)}` };
    case 'nothing-broke':
      return { mark: 'good', words: say`Nothing broke that the evals check` };
  }
}

/** What the case is about, for people: its title, or else its id. */
export function behaviour(one: CaseResult): Sentence {
  return [code(one.title ?? one.id, TITLE)];
}

/** The first pull request that brings evals: nothing to compare with yet. */
export function hasNoEvals({ verdict, reasons }: Result): boolean {
  return verdict === 'could-not-tell' && reasons.some(({ code }) => code === 'no-evals-on-base');
}

function broke({ breaks }: Groups): Sentence {
  const [first] = breaks;
  if (first === undefined) return say`Something broke`;
  return say`${leadOf(first)}${behaviour(first)}${insteadWords(first)}${more(breaks.length - 1)}`;
}

function unclear(result: Result, { doubts }: Groups): Sentence {
  const [reason] = result.reasons;
  const named = reason === undefined || reason.code === 'suspect' || reason.code === 'unmeasured';
  const first = doubts.find(({ change }) => change === reason?.code) ?? doubts[0];
  if (!named || first === undefined) return reasonWords(result);
  const verb =
    first.change === 'suspect'
      ? own(first.metric === undefined ? ' may have broken' : ' may be worse')
      : own(' was not measured');
  return say`${behaviour(first)}${verb}${more(doubts.length - 1)}`;
}

function reasonWords({ reasons, quick }: Result): Sentence {
  if (quick !== undefined && reasons[0]?.code === 'not-reached') return reachedWords(quick);
  const known = reasons.map(({ code }) => code).find(isReasonCode);
  return known === undefined ? say`the reason is below` : [own(REASON_WORDS[known])];
}

function more(count: number): Sentence {
  return count > 0 ? say`, and ${count} more` : [];
}
