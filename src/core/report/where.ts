import { code, counted, listed, own, say, type Block, type Sentence } from './document.js';
import { commitLink, isSha, judgedSha, linesLink } from './links.js';
import type { Limits } from './limits.js';
import type { Result } from './result.js';

type Culprit = Result['culprits'][number];

const MOST_CULPRITS = 3;
/** Digits that name a commit to git: where they do not suffice it refuses, it never takes another one. */
const EXACT = 12;
const MOST_HUNKS = 3;
/** Columns of a commit's subject. */
const SUBJECT = 72;

/** Which commit broke it, and three ready lines: look, undo, go back. */
export function whereItBroke(result: Result, limits: Limits): readonly Block[] {
  const culprits = culpritsOf(result);
  if (result.verdict !== 'broke' || culprits.length === 0) return [];
  const told = culprits
    .slice(0, MOST_CULPRITS)
    .flatMap((culprit) => [
      ...(isOneCommit(result) ? [] : [tellCulprit(result, culprit, culprits.length > 1 ? limits.names : 0)]),
      readyLines(culprit),
    ]);
  const rest = culprits.length - MOST_CULPRITS;
  const more: Block = { kind: 'paragraph', words: say`${counted(rest, 'more commit')} broke something.` };
  return rest > 0 ? [...told, more] : told;
}

/** The commits that broke something. A pull request of one commit needs no search: it is that commit. */
function culpritsOf(result: Result): readonly Culprit[] {
  const { base, culprits } = result;
  const head = judgedSha(result);
  const known = culprits.filter(({ firstBroken, lastWorking }) => isSha(firstBroken) && isSha(lastWorking));
  if (known.length > 0 || !isOneCommit(result) || !isSha(base.sha) || !isSha(head)) return known;
  return [{ cases: [], lastWorking: base.sha, firstBroken: head, hunks: [], exact: true }];
}

function isOneCommit({ pullRequest }: Result): boolean {
  return pullRequest?.commits === 1;
}

function tellCulprit(result: Result, culprit: Culprit, names: number): Block {
  const broken = commitLink(result, culprit.firstBroken);
  const working = commitLink(result, culprit.lastWorking);
  const words = culprit.exact
    ? say`First broken by ${broken}${subjectWords(culprit)}${hunkWords(result, culprit)}. Last working commit: ${working}.`
    : say`Broken somewhere after ${working}, which works, and not later than ${broken}.`;
  return { kind: 'paragraph', words: names > 0 ? say`${words} That concerns ${listed(culprit.cases, names)}.` : words };
}

function subjectWords({ subject }: Culprit): Sentence {
  return subject === undefined || subject === '' ? [] : say` ${code(subject, SUBJECT)}`;
}

function hunkWords(result: Result, { hunks, firstBroken }: Culprit): Sentence {
  const shown = hunks.slice(0, MOST_HUNKS);
  const links = shown.flatMap((hunk, at) => [...(at > 0 ? say`, ` : []), linesLink(result, firstBroken, hunk)]);
  const rest = hunks.length - shown.length;
  return shown.length === 0 ? [] : say` in ${links}${rest > 0 ? say` and ${counted(rest, 'more place')}` : own('')}`;
}

function readyLines({ firstBroken, lastWorking }: Culprit): Block {
  const lines = [
    [`git switch --detach ${firstBroken.slice(0, EXACT)}`, 'look'],
    [`git revert ${firstBroken.slice(0, EXACT)}`, 'undo'],
    [`git reset --hard ${lastWorking.slice(0, EXACT)}`, 'go back: later work is lost'],
  ] as const;
  const width = Math.max(...lines.map(([command]) => command.length));
  const text = lines.map(([command, why]) => `${command.padEnd(width)}  # ${why}`).join('\n');
  return { kind: 'code', language: 'sh', text, caps: { lines: 3, columns: 200 } };
}
