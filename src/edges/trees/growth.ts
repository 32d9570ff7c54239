import { readdirSync } from 'node:fs';
import { inSlices, type Steps } from './steps.js';

/** Milliseconds between two counts, at least, and as a multiple of what the last one took. */
const [PAUSE, MULTIPLE] = [2000, 20];

/** Counts what lies in a folder again and again while programs fill it; answers how to end that. */
export function watchGrowth(folder: string, tell: (entries: number) => void): () => void {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const began = performance.now();
    const entries = await inSlices(entriesIn(folder), ended);
    if (ended.signal.aborted) return;
    tell(entries);
    wait(MULTIPLE * (performance.now() - began));
  };
  const wait = (pause: number): void => {
    timer = setTimeout(() => void look().catch(() => undefined), Math.max(PAUSE, pause)).unref();
  };
  wait(PAUSE);
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}

/** Roughly: what comes and goes meanwhile, or lets nobody in, is not worth an error. */
export function* entriesIn(folder: string): Steps<number> {
  const pending = [folder];
  let count = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of namesOf(next)) {
      count += 1;
      if (entry.isDirectory()) pending.push(`${next}/${entry.name}`);
    }
    yield;
  }
  return count;
}

function namesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
