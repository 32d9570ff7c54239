import type { MutantResult } from '../core/audit/audit.js';
import { changedLines, mutated, type Mutant } from '../core/audit/mutant.js';
import type { Tried } from '../core/audit/score.js';
import type { TreeEntry } from '../core/plan/compose-tree.js';
import { isAffected } from '../core/plan/plan.js';
import { openMistaken, type AuditBench } from './mistaken-stage.js';
import type { Stage } from './stage.js';
import { batchesOf, look, shownBy, type Look, type Watcher } from './watchers.js';

/** A mistake, and the file in which it is made. */
export interface Proof {
  readonly mutant: Mutant;
  readonly entry: TreeEntry;
  readonly text: string;
}

type Fate = Pick<MutantResult, 'fate' | 'by' | 'shows' | 'why'>;

/** Runs what watches on a tree with one mistake in it, the quickest first, until some case notices. Undefined where the time was over. */
export async function tryMutant(
  bench: AuditBench,
  watchers: readonly Watcher[],
  { mutant, entry, text }: Proof,
): Promise<Tried | undefined> {
  const stage = await openMistaken(bench, entry, mutated(text, mutant));
  try {
    const looking = watchers.filter(({ unit }) => isAffected(unit.eval, [entry.path]));
    const looks: Look[] = [];
    const fate = await fateOf(bench, { stage, looks }, looking);
    if (bench.world.signal.aborted) return undefined;
    const { line, was, is } = changedLines(text, mutant);
    return { mutant: { path: mutant.path, line, was, is, what: mutant.kind, ...fate }, looks: byEval(looks) };
  } finally {
    await stage.close();
  }
}

/** Notes each look in `looks`. */
async function fateOf(
  bench: AuditBench,
  { stage, looks }: { readonly stage: Stage; readonly looks: Look[] },
  watchers: readonly Watcher[],
): Promise<Fate> {
  for (const batch of batchesOf(watchers, bench.world.width)) {
    const why = await whyNotBuilt(stage, batch);
    if (why !== undefined) return { fate: 'not-built', why };
    looks.push(...(await Promise.all(batch.map((watcher) => look(bench, watcher, stage)))));
    const by = looks.flatMap((one) => one.by ?? []);
    if (by.length > 0) return { fate: 'noticed', by };
  }
  const wavering = looks.find(({ notice }) => notice === 'unknown');
  if (wavering !== undefined)
    return { fate: 'unclear', why: `${wavering.watcher.unit.id} came out otherwise, but not surely` };
  const shows = await shownBy(bench, looks, stage);
  return { fate: 'not-noticed', ...(shows.length > 0 && { shows: [...shows] }) };
}

async function whyNotBuilt(stage: Stage, batch: readonly Watcher[]): Promise<string | undefined> {
  for (const { unit } of batch) {
    const prepared = await stage.ready(unit.eval);
    if (prepared.kind === 'setup-failed') return prepared.why;
  }
  return undefined;
}

/** An eval noticed what any of its cases did. */
function byEval(looks: readonly Look[]): Tried['looks'] {
  const evals = new Set(looks.map(({ watcher }) => watcher.unit.eval.id));
  return [...evals].map((id) => ({
    eval: id,
    noticed: looks.some(({ watcher, by = [] }) => watcher.unit.eval.id === id && by.length > 0),
  }));
}
