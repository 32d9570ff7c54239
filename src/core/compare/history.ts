import * as z from 'zod';

import type { Tally } from './change.js';

/** Base's runs of one case: what it was then, and where it ran. */
export interface HistoryKey {
  readonly case: string;
  /** Digest of what is run, of what counts as good, and of the test's file. */
  readonly definition: string;
  /** Digest of the kind of machine, and of what held the programs. */
  readonly environment: string;
}

export interface HistoryEntry extends HistoryKey, Tally {}

/** What is on record, and a word to the user where a part of it cannot be read. */
export interface LoadedHistory {
  /** Nothing is on record of what has no key. */
  readonly recordOf: (key: HistoryKey | undefined) => Tally;
  readonly notice?: string;
}

const SCHEMA = 'formative.history/1';
/** Runs of a case that are kept; a decision counts fewer. */
const MOST_RUNS = 200;
/** Cases that are kept, the latest ones. */
const MOST_CASES = 20_000;
/** Lines from which on the file is written anew, with one for each case. */
const MOST_LINES = 40_000;

const Line = z.strictObject({
  schema: z.literal(SCHEMA),
  case: z.string().max(4096),
  definition: z.string().regex(/^[0-9a-f]{64}$/),
  environment: z.string().regex(/^[0-9a-f]{64}$/),
  passed: z.int().min(0).max(1_000_000),
  failed: z.int().min(0).max(1_000_000),
});

export const NO_HISTORY: LoadedHistory = { recordOf: () => ({ passed: 0, failed: 0 }) };

/** Reads JSON Lines. A line that is not one of ours is left out: without a record, a case is decided as a new one. */
export function readHistory(text: string): LoadedHistory {
  const { entries, unreadable } = entriesIn(text);
  const byKey = new Map(merged(entries).map((entry) => [keyOf(entry), entry]));
  const recordOf: LoadedHistory['recordOf'] = (key) => {
    const { passed, failed } = (key && byKey.get(keyOf(key))) ?? { passed: 0, failed: 0 };
    return { passed, failed };
  };
  if (unreadable === 0) return { recordOf };
  const lines = unreadable === 1 ? '1 line' : `${unreadable} lines`;
  return { recordOf, notice: `The history of base's runs has ${lines} that cannot be read: they count as no history.` };
}

/** The lines to add. */
export function historyLines(entries: readonly HistoryEntry[]): string {
  return entries.map((entry) => `${JSON.stringify({ schema: SCHEMA, ...entry })}\n`).join('');
}

/** The same history with one line for each case, or undefined where it is not worth it. */
export function compacted(text: string): string | undefined {
  const lines = text.split('\n').length;
  return lines <= MOST_LINES ? undefined : historyLines(merged(entriesIn(text).entries));
}

function entriesIn(text: string): { readonly entries: readonly HistoryEntry[]; readonly unreadable: number } {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.flatMap(entryIn);
  return { entries, unreadable: lines.length - entries.length };
}

function entryIn(line: string): readonly HistoryEntry[] {
  try {
    const parsed = Line.safeParse(JSON.parse(line));
    if (!parsed.success) return [];
    const { case: id, definition, environment, passed, failed } = parsed.data;
    return [{ case: id, definition, environment, passed, failed }];
  } catch {
    return [];
  }
}

/** One entry for each key, the latest last; of many runs the share is kept. */
function merged(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const byKey = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const before = byKey.get(key) ?? { passed: 0, failed: 0 };
    byKey.delete(key);
    byKey.set(key, { ...entry, ...scaled(before.passed + entry.passed, before.failed + entry.failed) });
  }
  return [...byKey.values()].slice(-MOST_CASES);
}

function scaled(passed: number, failed: number): Tally {
  const scale = Math.min(1, MOST_RUNS / Math.max(1, passed + failed));
  return { passed: Math.round(passed * scale), failed: Math.round(failed * scale) };
}

function keyOf({ case: id, definition, environment }: HistoryKey): string {
  return JSON.stringify([id, definition, environment]);
}
