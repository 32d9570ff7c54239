import { annotationsFor, type Annotation } from './annotations.js';
import { answerOf, hasNoEvals } from './answer.js';
import { counted, flatten, say, type Block } from './document.js';
import { fit } from './fit.js';
import { COMMENT_LADDER, type Limits } from './limits.js';
import { markdownOf } from './markdown-blocks.js';
import { isPassedOver } from './passed-over.js';
import type { Result } from './result.js';
import { frameOf, storyOf } from './story.js';
import { visible } from './verbatim.js';

/** GitHub takes 65,535 characters for each of summary and text. */
const TEXT_BYTES = 60_000;
/** What GitHub takes in one call. */
const MOST_ANNOTATIONS = 50;
const TITLE = 200;

export interface Check {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly conclusion: Conclusion;
  readonly annotations: readonly Annotation[];
}

/** `action_required` is for a pull request that changes how it is judged. */
type Conclusion = 'success' | 'failure' | 'neutral' | 'action_required';

/** The check run of a result: it decides, the comment explains. */
export function checkFor(result: Result): Check {
  const { shown, left } = annotationsFor(result, MOST_ANNOTATIONS);
  const text = fit(COMMENT_LADDER, TEXT_BYTES, (limits) => markdownOf(middleOf(result, limits)));
  return {
    title: flatten(answerOf(result).words, visible).slice(0, TITLE),
    summary: markdownOf(summaryOf(result, left)),
    ...(text === '' ? {} : { text }),
    conclusion: conclusionOf(result),
    annotations: shown,
  };
}

/** The check follows the verdict. Neutral is for the pull request that brings the first evals, and for nothing else; one that the policy passes over succeeds. */
function conclusionOf(result: Result): Conclusion {
  if (hasNoEvals(result)) return 'neutral';
  if (result.reasons.some(({ code }) => code === 'workflow-changed')) return 'action_required';
  return result.verdict === 'nothing-broke' || isPassedOver(result) ? 'success' : 'failure';
}

/** The answer and the last line, with what did not fit. */
function summaryOf(result: Result, left: number): readonly Block[] {
  const { answer, footer } = frameOf(result, COMMENT_LADDER[0]);
  const note: Block = { kind: 'paragraph', words: say`${counted(left, 'more annotation')} not shown.` };
  return [answer, footer, ...(left > 0 ? [note] : [])];
}

function middleOf(result: Result, limits: Limits): readonly Block[] {
  return storyOf(result, limits).filter((block) => !isFrame(block));
}

function isFrame({ kind }: Block): boolean {
  return kind === 'answer' || kind === 'footer';
}
