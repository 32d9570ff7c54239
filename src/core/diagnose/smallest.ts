/**
 * Delta debugging (ddmin, Zeller and Hildebrandt 2002) over pieces by number: yields subsets to be tried, is told whether each still
 * breaks, and ends with one of which no part that it tried does. `closed` adds what a subset needs to build: only such are tried.
 */
export function* smallest(
  all: readonly number[],
  closed: (some: readonly number[]) => readonly number[],
): Generator<readonly number[], readonly number[], boolean> {
  const tried = new Set<string>();
  let current = all;
  let parts = 2;
  while (current.length > 1) {
    const found = yield* firstBreaking(current, parts, (some) => fresh(closed(some), current, tried));
    if (found !== undefined) {
      parts = found.isRest ? Math.max(parts - 1, 2) : 2;
      current = found.subset;
    } else if (parts < current.length) {
      parts = Math.min(current.length, parts * 2);
    } else break;
  }
  return current;
}

interface Breaking {
  readonly subset: readonly number[];
  readonly isRest: boolean;
}

function* firstBreaking(
  current: readonly number[],
  parts: number,
  prepared: (some: readonly number[]) => readonly number[] | undefined,
): Generator<readonly number[], Breaking | undefined, boolean> {
  const chunks = split(current, parts);
  const rests = parts > 2 ? chunks.map((chunk) => current.filter((one) => !chunk.includes(one))) : [];
  for (const [index, some] of [...chunks, ...rests].entries()) {
    const subset = prepared(some);
    if (subset !== undefined && (yield subset)) return { subset, isRest: index >= chunks.length };
  }
  return undefined;
}

/** Undefined for a subset that was tried, or is all that there is. */
function fresh(
  subset: readonly number[],
  current: readonly number[],
  tried: Set<string>,
): readonly number[] | undefined {
  const known = subset.filter((one) => current.includes(one));
  const key = known.join(' ');
  if (known.length >= current.length || known.length < subset.length || tried.has(key)) return undefined;
  tried.add(key);
  return known;
}

function split(all: readonly number[], parts: number): readonly (readonly number[])[] {
  return Array.from({ length: parts }, (_, at) =>
    all.slice(Math.floor((at * all.length) / parts), Math.floor(((at + 1) * all.length) / parts)),
  ).filter((one) => one.length > 0);
}
