import { code, listed, say, type Block, type Sentence } from './document.js';
import { commitLink, exactSha, isSha, judgedSha } from './links.js';
import type { Limits } from './limits.js';
import { placeWords } from './places.js';
import type { Result } from './result.js';

type Culprit = Result['culprits'][number];

/** Commits that one line undoes. */
const MOST_CULPRITS = 5;
/** Columns of a commit's subject. */
const SUBJECT = 72;

/** Which commit broke it, in which lines, and three ready lines: look, undo, go back. */
export function whereItBroke(result: Result, limits: Limits): readonly Block[] {
  const culprits = culpritsOf(result);
  const [first] = culprits;
  if (result.verdict !== 'broke' || first === undefined) return [];
  if (culprits.length > 1) return [culpritTable(result, culprits, limits), ...wayBack(result, culprits)];
  return [...tellCulprit(result, first), readyLines(result, culprits)];
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

function tellCulprit(result: Result, culprit: Culprit): readonly Block[] {
  const broken = commitLink(result, culprit.firstBroken);
  const working = commitLink(result, culprit.lastWorking);
  const where = culprit.exact
    ? say`First broken by ${broken}${subjectWords(culprit)}${mergeWords(culprit)}${hunkWords(result, culprit)}. Last working commit: ${working}.`
    : say`Broken somewhere after ${working}, which works, and not later than ${broken}${mergeWords(culprit)}${hunkWords(result, culprit)}.`;
  const hunks = hunkWords(result, culprit);
  const own = isOneCommit(result) ? (hunks.length > 0 ? say`Broken${hunks}.` : []) : where;
  const together =
    culprit.onlyMerged === true
      ? say`It breaks only when merged with base: ${broken} by itself works, and base does, too.`
      : [];
  const words = [together, own, takenBackWords(culprit)].filter(({ length }) => length > 0);
  if (words.length === 0) return [];
  return [{ kind: 'paragraph', words: words.flatMap((one, at) => (at === 0 ? one : say` ${one}`)) }];
}

/** Every commit that broke something, oldest first, with what it broke. */
function culpritTable(result: Result, culprits: readonly Culprit[], { names, rows }: Limits): Block {
  const shown = culprits.slice(0, Math.max(1, rows));
  return {
    kind: 'table',
    head: [say`Broken`, say`First broken by`, say`Last working commit`],
    rows: shown.map((culprit) => [
      listed(culprit.cases, Math.max(1, names)),
      [
        ...(culprit.exact ? [] : say`not later than `),
        commitLink(result, culprit.firstBroken),
        ...subjectWords(culprit),
        ...mergeWords(culprit),
        ...hunkWords(result, culprit),
        ...(culprit.onlyMerged === true ? say`, only when merged with base` : []),
      ],
      [commitLink(result, culprit.lastWorking)],
    ]),
  };
}

function wayBack(result: Result, culprits: readonly Culprit[]): readonly Block[] {
  return [
    { kind: 'paragraph', words: say`Before the first of them everything worked that broke:` },
    readyLines(result, culprits),
  ];
}

function subjectWords({ subject }: Culprit): Sentence {
  return subject === undefined || subject === '' ? [] : say` ${code(subject, SUBJECT)}`;
}

function mergeWords({ merge }: Culprit): Sentence {
  if (merge === undefined) return [];
  return merge === 'of-base' ? say`, a merge of the base branch` : say`, a merge`;
}

function hunkWords(result: Result, { hunks }: Culprit): Sentence {
  return hunks.length === 0 ? [] : say` in ${placeWords(result, hunks)}`;
}

function takenBackWords({ takenBack }: Culprit): Sentence {
  if (takenBack === undefined) return [];
  return takenBack === 'mends'
    ? say`Without these lines head works: that was tried.`
    : say`Taking these lines back alone does not mend it: that was tried.`;
}

/** The earliest culprit is looked at and gone back before; all are undone, the latest first. */
function readyLines({ base }: Result, culprits: readonly Culprit[]): Block {
  const [first] = culprits;
  const look = [
    `git switch --detach ${exactSha(first?.firstBroken ?? '')}`,
    ...(first?.onlyMerged === true && isSha(base.sha) ? [`git merge --no-edit ${exactSha(base.sha)}`] : []),
  ];
  const all = culprits.slice(0, MOST_CULPRITS).reverse();
  const lines = [
    [look.join(' && '), 'look'],
    [undoing(all), all.some(({ merge }) => merge === 'of-base') ? 'undo, with all that came from base' : 'undo'],
    [`git reset --hard ${exactSha(first?.lastWorking ?? '')}`, 'go back: later work is lost'],
  ] as const;
  const width = Math.max(...lines.map(([command]) => command.length));
  const text = lines.map(([command, why]) => `${command.padEnd(width)}  # ${why}`).join('\n');
  return { kind: 'code', language: 'sh', text, caps: { lines: 3, columns: 250 } };
}

/** Git reverts a merge only where it is told which side stays, and then nothing but merges: the others have commands of their own. */
function undoing(culprits: readonly Culprit[]): string {
  const commands: string[] = [];
  for (const [at, { firstBroken, merge }] of culprits.entries()) {
    const isMore = at > 0 && merge === undefined && culprits[at - 1]?.merge === undefined;
    const command = isMore ? (commands.pop() ?? '') : merge === undefined ? 'git revert' : 'git revert -m 1';
    commands.push(`${command} ${exactSha(firstBroken)}`);
  }
  return commands.join(' && ');
}
