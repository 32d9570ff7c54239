import type { Files } from './fake-repository.js';

/** Three trees merged file by file; undefined where both sides changed one file in two ways. */
export function mergeFiles(parted: Files, ours: Files, theirs: Files): Files | undefined {
  const merged: Record<string, string> = {};
  for (const path of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [before, mine, yours] = [parted[path], ours[path], theirs[path]];
    if (mine !== before && yours !== before && mine !== yours) return undefined;
    const text = mine === before ? yours : mine;
    if (text !== undefined) merged[path] = text;
  }
  return merged;
}
