import type { Audit, MutantResult } from './audit.js';
import { wilson } from './wilson.js';

/** One mistake that was tried, and which evals looked at it. */
export interface Tried {
  readonly mutant: MutantResult;
  readonly looks: readonly { readonly eval: string; readonly noticed: boolean }[];
}

/** An eval, and how many of its cases pass each time without a mistake. */
export interface Able {
  readonly id: string;
  readonly cases: number;
}

/** What all of it comes to. Mistakes that did not build, or were noticed only once, count on neither side. */
export function scoreOf(
  tried: readonly Tried[],
  evals: readonly Able[],
): Pick<Audit, 'mutants' | 'share' | 'byFile' | 'evals'> {
  const mutants = tried.map(({ mutant }) => mutant);
  const clear = mutants.filter(({ fate }) => fate === 'noticed' || fate === 'not-noticed');
  const paths = [...new Set(clear.map(({ path }) => path))].sort();
  const total = countOf(clear);
  const share = total.of === 0 ? {} : { share: { ...total, ...wilson({ hits: total.noticed, of: total.of }) } };
  return {
    mutants,
    ...share,
    byFile: paths.map((path) => ({ path, ...countOf(clear.filter((one) => one.path === path)) })),
    evals: evals.map(({ id, cases }) => {
      const looks = tried.flatMap((one) => one.looks.filter((look) => look.eval === id));
      return { id, cases, looked: looks.length, noticed: looks.filter(({ noticed }) => noticed).length };
    }),
  };
}

function countOf(mutants: readonly MutantResult[]): { noticed: number; of: number } {
  return { noticed: mutants.filter(({ fate }) => fate === 'noticed').length, of: mutants.length };
}
