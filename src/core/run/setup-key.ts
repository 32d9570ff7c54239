import { createHash } from 'node:crypto';

import type { Eval, SetupCache, SetupStep } from '../evals/eval.js';
import type { Entries } from '../plan/compose-tree.js';
import { matcherOf } from '../plan/matching.js';

/** What a kept folder depends on: the command and its environment, the folders, and every file of the key by content, as a hex digest. */
export function setupKey(
  step: SetupStep & { readonly cache: SetupCache },
  env: Readonly<Record<string, string>>,
  entries: Entries,
): string {
  const matches = matcherOf(step.cache.key);
  const files = entries.filter((entry) => matches(entry.path)).map(({ path, mode, oid }) => [path, mode, oid]);
  files.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  const said = JSON.stringify([step.run, env, step.cache.keep, files]);
  return createHash('sha256').update(said).digest('hex');
}

/** Whether an eval's setup leaves the same in both trees: every step of it has a cache, and the same key. */
export function setsUpAlike({ setup, env }: Pick<Eval, 'setup' | 'env'>, one: Entries, other: Entries): boolean {
  return setup.every((step) => {
    const { cache } = step;
    return cache !== undefined && setupKey({ ...step, cache }, env, one) === setupKey({ ...step, cache }, env, other);
  });
}
