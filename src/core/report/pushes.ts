import { MOST, PUSHES_BYTES, PushesSchema, type Pushes, type Standing } from '../commands/pushes.js';
import { writeWord } from '../commands/word.js';
import { ChangeSchema } from './case-schema.js';
import { judgedSha } from './links.js';
import type { Result } from './result.js';
import { statesOf } from './subjects.js';

/** How many names are tried to be kept of each kind. */
const NAMES = [MOST.cases, 30, 20, 10, 5, 2, 0];

/** Which push a result is about, beside those that our comment told of. */
export interface Place {
  readonly push: number;
  /** Heads of the last pushes, this one's at the end. */
  readonly heads: readonly string[];
  /** Highest id of a workflow run that made trials of them. */
  readonly run: number | undefined;
  /** How the cases stood on the push before; undefined for the first. */
  readonly before: Standing | undefined;
}

/** Undefined for a run that is older than the last push. `run`: id of the workflow run that made the trials; GitHub counts them up. */
export function placeOf(earlier: Pushes | undefined, result: Result, run?: number): Place | undefined {
  const head = judgedSha(result);
  if (earlier === undefined) return { push: 1, heads: [head], run, before: undefined };
  const { count, heads, last, before } = earlier;
  const newest = Math.max(earlier.run ?? 0, run ?? 0) || undefined;
  if (heads.at(-1) === head) return { push: count, heads, run: newest, before };
  if (run !== undefined && newest !== run) return undefined;
  return { push: count + 1, heads: [...heads, head].slice(-MOST.heads), run: newest, before: last };
}

/** What the comment keeps once it tells of this result. */
export function pushesAfter(earlier: Pushes | undefined, result: Result, run?: number): Pushes | undefined {
  const place = placeOf(earlier, result, run);
  return place === undefined ? earlier : (written(place, standingOf(result, place)) ?? earlier);
}

/** How the cases stand on this push. What cannot be told keeps the break that it had. */
function standingOf(result: Result, { before, push }: Place): Standing {
  const states = statesOf(result);
  const isOpen = result.verdict === 'could-not-tell';
  const was = new Map(before?.broken);
  const isUnclear = (subject: string): boolean => (states.get(subject) ?? (isOpen ? 'unclear' : 'other')) === 'unclear';
  const now = [...states].flatMap(([subject, state]): Standing['broken'] =>
    state === 'broken' ? [[subject, was.get(subject) ?? push]] : [],
  );
  const kept = [...was].filter(([subject]) => isUnclear(subject));
  const unclear = [...states.keys()].filter((subject) => isUnclear(subject) && !was.has(subject));
  // A budget that was spent, a sandbox that was missing: nobody knows what was left out.
  const isTold = result.reasons.every(({ code }) => ChangeSchema.safeParse(code).success);
  return { broken: [...kept, ...now], unclear, whole: states.size > 0 && isTold };
}

/** With as many names as there is room for; undefined for what could not be read again. */
function written({ push, heads, run, before }: Place, last: Standing): Pushes | undefined {
  const withNames = (most: number): unknown => ({
    ...{ count: push, heads },
    ...(run !== undefined && { run }),
    ...{ last: cut(last, most), ...(before !== undefined && { before: cut(before, most) }) },
  });
  return NAMES.map((most) => PushesSchema.safeParse(withNames(most)).data).find(
    (pushes) => pushes !== undefined && writeWord({ pushes }).length <= PUSHES_BYTES,
  );
}

function cut({ broken, unclear, whole }: Standing, most: number): Standing {
  const [names, others] = [broken.filter(([id]) => isName(id)), unclear.filter(isName)];
  const isCut = names.slice(0, most).length < broken.length || others.slice(0, most).length < unclear.length;
  return { broken: names.slice(0, most), unclear: others.slice(0, most), whole: whole && !isCut };
}

function isName(id: string): boolean {
  return id !== '' && id.length <= 500;
}
