import type { Pushes, Standing } from '../commands/pushes.js';
import { groupedBy } from './groups.js';
import type { Progress } from './progress-schema.js';
import { placeOf, type Place } from './pushes.js';
import type { Result } from './result.js';
import { stateIn, statesOf, subjectOf } from './subjects.js';

/** The result with what became of its breaks since the push before; as it is where that is not known. */
export function withProgress(result: Result, earlier: Pushes | undefined, run?: number): Result {
  const place = placeOf(earlier, result, run);
  const head = place?.heads.at(-2);
  if (place?.before === undefined || head === undefined) return result;
  return { ...result, progress: progressOf(result, place.before, { push: place.push, head, sha: shaIn(place) }) };
}

interface Told {
  readonly push: number;
  readonly head: string;
  /** Head of a push, where it is still known. */
  readonly sha: (push: number) => string | undefined;
}

function progressOf(result: Result, before: Standing, { push, head, sha }: Told): Progress {
  const states = statesOf(result);
  const was = new Map(before.broken);
  const unclear = new Set(before.unclear);
  const broken = [...states].flatMap(([subject, state]) => (state === 'broken' ? [subject] : []));
  const fixed = [...was.keys()].filter((subject) => states.get(subject) === 'works');
  return {
    push,
    before: head,
    fixed,
    newlyBroken: before.whole ? broken.filter((subject) => !was.has(subject) && !unclear.has(subject)) : [],
    stillBroken: broken.flatMap((subject) => {
      const since = was.get(subject);
      const of = since === undefined ? undefined : sha(since);
      return since === undefined ? [] : [{ case: subject, push: since, ...(of !== undefined && { sha: of }) }];
    }),
    mended: mendedIn(result, fixed),
  };
}

/**
 * What was mended, tried on what its author cannot have seen: the generated cases of the same eval, drawn anew for this push. Did they
 * follow, the idea was mended; else only the case that was told of.
 */
function mendedIn(result: Result, fixed: readonly string[]): Progress['mended'] {
  const state = stateIn(result);
  const isFixed = new Set(fixed);
  const mended = groupedBy(
    result.cases.filter((one) => isFixed.has(subjectOf(one))),
    (one) => one.eval,
  );
  return [...mended].flatMap(([id, those]) => {
    const drawn = result.cases.filter((one) => one.eval === id && one.generated === true).map(state);
    const [works, fails] = [drawn.filter((it) => it === 'works').length, drawn.filter((it) => it === 'broken').length];
    return works + fails === 0 ? [] : [{ eval: id, cases: [...new Set(those.map(subjectOf))], works, fails }];
  });
}

function shaIn({ push: last, heads }: Place): (push: number) => string | undefined {
  return (push) => heads[heads.length - 1 - (last - push)];
}
