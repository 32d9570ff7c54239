import { code, counted, listed, own, say, type Block, type Fact, type Sentence } from './document.js';
import { groupedBy } from './groups.js';
import type { Limits } from './limits.js';
import { commitLink } from './links.js';
import type { Progress } from './progress-schema.js';
import type { Result } from './result.js';

/** Names of each kind that stand in the line. */
const LINE = 3;

/** In one line what this push did about the breaks of the ones before, and whether a mend holds. Nothing where nothing was broken. */
export function progressLine(result: Result, { names }: Limits): readonly Block[] {
  const { progress } = result;
  if (progress === undefined) return [];
  const most = Math.max(1, Math.min(names, LINE));
  const { fixed, newlyBroken, push } = progress;
  const clauses: readonly Sentence[] = [
    ...(fixed.length === 0 ? [] : [say`${listed(fixed, most)}${own(fixed.length === 1 ? ' works' : ' work')} again`]),
    ...(newlyBroken.length === 0 ? [] : [say`${listed(newlyBroken, most)}${are(newlyBroken)} newly broken`]),
    ...stillClause(result, most),
  ];
  const lines = [
    ...(clauses.length === 0 ? [] : [say`Push ${push}: ${joined(clauses)}.`]),
    ...progress.mended.slice(0, most).map(mendedWords),
  ];
  return lines.map((words) => ({ kind: 'paragraph', words }));
}

/** The same for whoever mends it, with more names. */
export function progressFacts(result: Result, { names }: Limits): readonly Block[] {
  const { progress } = result;
  if (progress === undefined) return [];
  const most = Math.max(1, names);
  const { push, before, fixed, newlyBroken, stillBroken } = progress;
  const facts: readonly Fact[] = [
    ...(fixed.length === 0 ? [] : [{ label: say`Fixed`, words: listed(fixed, most) }]),
    ...(newlyBroken.length === 0 ? [] : [{ label: say`Newly broken`, words: listed(newlyBroken, most) }]),
    ...[...groupedBy(stillBroken, (one) => one.push)].slice(0, most).map(([since, all]) => ({
      label: say`Broken since push ${since}${shaWords(result, all[0]?.sha)}`,
      words: listed(
        all.map((one) => one.case),
        most,
      ),
    })),
  ];
  if (facts.length === 0) return [];
  const words = say`Push ${push} of those that were judged here, against the one before (${commitLink(result, before)}):`;
  return [
    { kind: 'paragraph', words },
    { kind: 'facts', facts },
  ];
}

/** What an agent that tries once more should know of its last attempts. */
export function progressSteps(result: Result): readonly Sentence[] {
  const { progress } = result;
  if (progress === undefined) return [];
  const { before, newlyBroken, stillBroken, mended } = progress;
  const still = stillBroken.map((one) => one.case);
  const byHeart = mended.filter(({ fails }) => fails > 0).map((one) => one.eval);
  return [
    ...(newlyBroken.length === 0
      ? []
      : [
          say`${listed(newlyBroken, LINE)}${are(newlyBroken)} newly broken: look at what changed since ${commitLink(result, before)} first.`,
        ]),
    ...(still.length === 0
      ? []
      : [say`What was tried so far did not mend ${listed(still, LINE)}: look for another cause.`]),
    ...(byHeart.length === 0
      ? []
      : [
          say`Mend what ${listed(byHeart, LINE)} is about, for every input, and not the inputs that were reported: each push is tried on fresh ones.`,
        ]),
  ];
}

function stillClause(result: Result, most: number): readonly Sentence[] {
  const still = result.progress?.stillBroken ?? [];
  const [first] = [...still].sort((one, other) => one.push - other.push);
  if (first === undefined) return [];
  const names = still.map((one) => one.case);
  const since = say`since push ${first.push}${shaWords(result, first.sha)}`;
  const isOne = still.every(({ push }) => push === first.push);
  return [
    isOne
      ? say`${listed(names, most)}${are(names)} broken ${since}`
      : say`${listed(names, most)} are still broken, ${code(first.case)} ${since}`,
  ];
}

/** A mend that holds for inputs its author cannot have seen is one of the idea. */
function mendedWords({ eval: id, cases, works, fails }: Progress['mended'][number]): Sentence {
  const names = listed(cases, LINE);
  if (fails === 0) return say`The mend of ${names} holds on ${counted(works, 'fresh input')} too.`;
  const [work, ones] = [own(cases.length === 1 ? ' works' : ' work'), own(fails === 1 ? ' does' : ' do')];
  return say`${names}${work}, but ${fails} of ${counted(works + fails, 'fresh input')} of ${code(id)}${ones} not: the case was mended, not the idea.`;
}

function shaWords(result: Result, sha: string | undefined): Sentence {
  return sha === undefined ? [] : say` (${commitLink(result, sha)})`;
}

function are(names: readonly string[]): Sentence {
  return [own(names.length === 1 ? ' is' : ' are')];
}

function joined(clauses: readonly Sentence[]): Sentence {
  return clauses.flatMap((clause, at) => (at === 0 ? clause : say`; ${clause}`));
}
