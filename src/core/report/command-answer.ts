import { USAGE } from '../commands/command.js';
import type { Decision, Refusal, RefusalCode } from '../commands/decide-commands.js';
import type { Note } from '../commands/note.js';
import { code, own, say, type Block, type Inline, type Sentence } from './document.js';
import { markdownOf } from './markdown-blocks.js';
import { markerOf, readMarker, stale, withoutMarker } from './marker.js';

/** What became of starting a run again. */
export type Rerun =
  | { readonly kind: 'none' }
  /** `sha`: the head that it judges. */
  | { readonly kind: 'started'; readonly sha: string }
  | { readonly kind: 'not-started'; readonly why: string };

/** What there is to say of a comment's commands; nothing where a sign is enough. */
function answerTo(decision: Decision, rerun: Rerun): readonly Block[] {
  switch (decision.kind) {
    case 'denied':
      return [];
    case 'mistaken':
      return paragraphs([
        ...decision.mistakes.map((mistake) => say`Not understood: ${code(mistake, 400)}.`),
        say`Nothing was done. ${code(USAGE.help)} lists the commands.`,
      ]);
    case 'refused':
      return paragraphs([...decision.refusals.map(refusalWords), say`${own('Nothing was done.')}`]);
    case 'obeyed': {
      const help = decision.commands.some(({ name }) => name === 'help') ? HELP : [];
      return paragraphs([...help, ...startWords(decision, rerun)]);
    }
  }
}

interface Answering {
  readonly decision: Decision;
  readonly rerun: Rerun;
  readonly note: Note | undefined;
}

/**
 * Our comment with an answer at its beginning, in place of an earlier one. The report stays as it is, but for a title that says that
 * it is judged again.
 */
export function withAnswer(earlier: string | undefined, { decision, rerun, note }: Answering): string {
  const blocks = answerTo(decision, rerun);
  const head = (earlier === undefined ? undefined : readMarker(earlier)?.head) ?? 'unknown';
  const report = earlier === undefined ? '### Nothing was judged yet\n' : withoutAnswer(withoutMarker(earlier));
  const lines = blocks.length === 0 ? [] : markdownOf(blocks).trimEnd().split('\n');
  const answer = lines.map((line) => `> ${line}`.trimEnd()).join('\n');
  const body = `${markerOf(head, note)}\n${answer === '' ? '' : `${answer}\n\n`}${report}`;
  return rerun.kind === 'started' ? stale(body, rerun.sha) : body;
}

/** Only an answer is quoted at the very beginning: a report begins with its heading. */
function withoutAnswer(rest: string): string {
  return rest.replace(/^(?:>.*(?:\r?\n|$))+(?:\r?\n)*/, '');
}

const WHY = {
  machine: own('agents and bots may not'),
  'no-permission': own('it takes permission to write'),
  'own-pull-request': own('the author of a pull request may not accept what it changes; the policy can allow it'),
  'not-admin': own('the policy leaves accepting to administrators'),
  'too-often': own('there were too many commands in the last ten minutes; say it again later'),
  closed: own('the pull request is closed'),
  'no-report': own('there is no report yet'),
  'older-report': own('the report is about an older commit; wait for the one about this head'),
  'newer-report': own('the report changed after that was written; look at it, and say it again'),
  'unknown-case': own('the report has no such case that could be accepted'),
  'not-accepted': own('it is not accepted'),
  'no-policy': own('the policy on the base cannot be read'),
  'no-run': own('no run of this head was found; push, or start the workflow by hand'),
  'newer-push': own('something was pushed after that was written; say it again'),
  'other-head': own('that is not the head of the pull request'),
  full: own('too much is accepted already; withdraw what is no longer needed'),
} as const satisfies Record<RefusalCode, Inline>;

function refusalWords({ command, case: id, why }: Refusal): Sentence {
  const about = id === undefined ? [] : say` ${code(id, 200)}`;
  return say`Refused: ${code(command)}${about}: ${WHY[why]}.`;
}

function startWords({ acts, commands }: Decision & { kind: 'obeyed' }, rerun: Rerun): readonly Sentence[] {
  const recorded = acts.amendments.length > 0 ? [say`${own('Recorded.')}`] : [];
  const whole = commands.some(({ name }) => name === 'rerun' || name === 'bisect');
  switch (rerun.kind) {
    case 'none':
      return acts.amendments.length === 0 ? [] : [...recorded, say`It counts from the next run on.`];
    case 'started':
      return whole
        ? [
            ...recorded,
            say`The whole run was started again: cases are judged side by side, and what broke is traced to its commit.`,
          ]
        : [...recorded, say`The run was started again; this comment changes when it is done.`];
    case 'not-started':
      return [
        ...recorded,
        say`The run could not be started again: ${code(rerun.why, 300)}. What is recorded counts from the next run on.`,
      ];
  }
}

const HELP: readonly Sentence[] = [
  say`${code(USAGE.run)} starts the run of the head again; with a full sha only while that is the head.`,
  say`${code(USAGE.rerun)} starts it again, ${code(USAGE.bisect)} too, and looks for the commit that broke it.`,
  say`${code(USAGE.accept)} says that what head does of a case is wanted. It is void when head does something else.`,
  say`${code(USAGE.unaccept)} takes that back. ${code(USAGE.explain)} shows a case in full.`,
];

function paragraphs(sentences: readonly Sentence[]): readonly Block[] {
  return sentences.map((words) => ({ kind: 'paragraph', words }));
}
