import { describeEnding } from '../run/trial.js';
import type { Trial } from '../run/trial.js';
import type { BaseContent } from './subject.js';

/** What a `same-as-base` grader compares with. */
export type Reference =
  /** The trial is base's first: it is the reference. Base's later ones are compared with it too, which shows noise. */
  | { readonly kind: 'own' }
  | { readonly kind: 'trial'; readonly trial: Trial }
  | { readonly kind: 'unknown'; readonly why: string };

export function referenceFor(trial: Trial, base: Trial | undefined): Reference {
  if (trial.side === 'base' && (base === undefined || base.index === trial.index)) return { kind: 'own' };
  if (base === undefined) return { kind: 'unknown', why: 'base was not run' };

  const { kind } = base.ending;
  if (kind === 'not-started' || kind === 'cancelled' || kind === 'not-recorded') {
    return { kind: 'unknown', why: `base was not measured: it ${describeEnding(base.ending)}` };
  }
  return { kind: 'trial', trial: base };
}

export function baseStream(reference: Reference, stream: 'stdout' | 'stderr'): BaseContent {
  if (reference.kind !== 'trial') return reference;
  return { kind: 'content', content: reference.trial[stream], root: reference.trial.root };
}

export function baseFile(reference: Reference, path: string): BaseContent {
  if (reference.kind !== 'trial') return reference;

  const file = reference.trial.files.find((one) => one.path === path);
  if (file?.kind === 'regular') return { kind: 'content', content: file.content, root: reference.trial.root };
  return { kind: 'not-written', why: `wrote ${path}, base did not` };
}
