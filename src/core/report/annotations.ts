import { flatten, say } from './document.js';
import { groupsOf } from './groups.js';
import { isInside } from './links.js';
import type { CaseResult, Result } from './result.js';
import { plain, visible } from './verbatim.js';
import { behaviour } from './answer.js';
import { leadOf } from './metric.js';
import { baseWords, headWords } from './told.js';

const MOST_HUNKS = 3;
const TITLE = 200;
const MESSAGE = { lines: 20, columns: 400 } as const;

/** A remark beside a line of the pull request's files. Lines count from 1. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

type Place = Pick<Annotation, 'path' | 'startLine' | 'endLine'>;

/**
 * A remark for each case that matters, on the lines that broke it, else on its test, else on its eval; at most so many, and how
 * many more there would be.
 */
export function annotationsFor(
  result: Result,
  most: number,
): { readonly shown: readonly Annotation[]; readonly left: number } {
  const { breaks, doubts, warned } = groupsOf(result);
  const hunks = hunksByCase(result);
  const remarks = [...breaks, ...doubts, ...warned].flatMap((one) =>
    placesOf(one, hunks.get(one.id) ?? []).map((place) => ({ one, place })),
  );
  const shown = remarks.slice(0, most).map(({ one, place }) => ({ ...place, ...remarkOf(one) }));
  return { shown, left: remarks.length - shown.length };
}

function remarkOf(one: CaseResult): Pick<Annotation, 'level' | 'title' | 'message'> {
  const title = flatten(say`${leadOf(one)}${behaviour(one)}`, visible);
  const tally = flatten(say`Base: ${baseWords(one)}. Head: ${headWords(one)}.`, visible);
  const said = one.because.length > 0 ? one.because.map(({ summary }) => summary) : [one.why];
  return {
    level: one.gate === 'block' ? 'failure' : 'warning',
    title: title.slice(0, TITLE),
    message: [visible(one.id, TITLE), tally, plain(said.join('\n'), MESSAGE)].join('\n'),
  };
}

function placesOf(one: CaseResult, hunks: readonly Place[]): readonly Place[] {
  if (hunks.length > 0) return hunks.slice(0, MOST_HUNKS);
  const test = one.file !== undefined && isInside(one.file) ? one.file : undefined;
  const evalFile = `evals/${one.eval}.yml`;
  return [{ path: test ?? (isInside(evalFile) ? evalFile : 'evals'), startLine: 1, endLine: 1 }];
}

function hunksByCase({ culprits }: Result): ReadonlyMap<string, readonly Place[]> {
  return new Map(
    culprits.flatMap(({ cases, hunks }) => {
      const places = hunks.filter(
        ({ path, startLine, endLine }) => isInside(path) && startLine > 0 && endLine >= startLine,
      );
      return cases.map((id) => [id, places] as const);
    }),
  );
}
