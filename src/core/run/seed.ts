import { createHmac } from 'node:crypto';

/** Where a run's seed comes from. */
export type SeedSource =
  /** As an earlier run has printed it. */
  | { readonly kind: 'given'; readonly seed: string }
  /** Made for this run; without a secret it can be computed by anyone who knows the run's id, which nobody does before it starts. */
  | { readonly kind: 'fresh'; readonly runId: string; readonly secret?: string };

const PUBLIC_KEY = 'formative';

/** The seed of all generated cases of a run: the same for both sides and for every rerun of a case, another with each run. */
export function seedOf(source: SeedSource, about: { readonly baseTree: string; readonly headSha: string }): string {
  if (source.kind === 'given') return source.seed;
  const said = JSON.stringify([about.baseTree, about.headSha, source.runId]);
  return createHmac('sha256', source.secret ?? PUBLIC_KEY)
    .update(said)
    .digest('hex');
}
