import * as z from 'zod';

/** What the last run here saw of a unit. It only orders what comes next: no verdict rests on it. */
export interface Glimpse {
  /** Of a case or a suite. */
  readonly unit: string;
  /** Seconds that one trial on head took, or is thought to take where it was ended. */
  readonly seconds: number;
  /** Something of it failed on head. */
  readonly failed: boolean;
}

/** By the unit's id. */
export type Lately = ReadonlyMap<string, Glimpse>;

const SCHEMA = 'formative.lately/1';
/** Units that are kept, the latest ones. */
const MOST = 20_000;

const Line = z.strictObject({
  schema: z.literal(SCHEMA),
  unit: z.string().max(4096),
  seconds: z.number().min(0).max(1_000_000),
  failed: z.boolean(),
});

/** Reads JSON Lines. A line that is not one of ours is left out: its unit is then one that was never run. */
export function readLately(text: string): Lately {
  const glimpses = text.split('\n').flatMap(glimpseIn);
  return new Map(glimpses.map((one) => [one.unit, one]));
}

/** What is known, with what was just seen in place of what was seen before. */
export function writeLately(known: Lately, seen: readonly Glimpse[]): string {
  const fresh = new Set(seen.map(({ unit }) => unit));
  const kept = [...known.values()].filter(({ unit }) => !fresh.has(unit));
  return [...kept, ...seen]
    .slice(-MOST)
    .map((one) => `${JSON.stringify({ schema: SCHEMA, ...one })}\n`)
    .join('');
}

function glimpseIn(line: string): readonly Glimpse[] {
  try {
    const parsed = Line.safeParse(JSON.parse(line));
    if (!parsed.success) return [];
    const { unit, seconds, failed } = parsed.data;
    return [{ unit, seconds, failed }];
  } catch {
    return [];
  }
}
