import { createHash } from 'node:crypto';

import type { Content, Trial } from '../run/trial.js';
import { isAcceptable, type CaseChange } from './change.js';

/** A maintainer's word that what head does of a case is wanted. */
export interface Accept {
  readonly case: string;
  /** Of what head did when it was said: see saidDigest. */
  readonly digest: string;
  readonly by: string;
  readonly reason: string;
  /** Where it was said. */
  readonly url: string;
}

/**
 * A digest of what head did of a case, and of the cases that stand on it: an accept of one with another digest is of something else.
 * The folder that a trial ran in is another one each time, and left out.
 */
export function saidDigest(change: CaseChange, trial: Trial | undefined, dependents: readonly string[]): string {
  const { id, kind, because } = change;
  const did = trial === undefined ? because : didOf(trial);
  const text = JSON.stringify([id, kind, did, [...dependents].sort()]);
  return createHash('sha256').update(text).digest('hex');
}

/** The change as it counts with these accepts. */
export function withAccepts(change: CaseChange, said: string, accepts: readonly Accept[]): CaseChange {
  if (!isAcceptable(change.kind)) return change;
  const accept = accepts.find((one) => one.case === change.id && one.digest === said);
  if (accept === undefined) return { ...change, said };
  const { by, reason, url } = accept;
  return {
    ...change,
    said,
    kind: 'accepted',
    gate: 'none',
    why: `accepted by ${by}: ${reason}`,
    accepted: { by, reason, url, was: change.kind, why: change.why },
  };
}

function didOf({ ending, stdout, stderr, files, root }: Trial): unknown {
  const shown = (content: Content): unknown => {
    const { encoding, data, size } = content;
    return encoding === 'base64' || root === undefined ? [encoding, data, size] : data.replaceAll(root, '');
  };
  const found = files.map((file) =>
    file.kind === 'regular' ? [file.path, shown(file.content)] : [file.path, file.kind],
  );
  return [ending, shown(stdout), shown(stderr), found];
}
