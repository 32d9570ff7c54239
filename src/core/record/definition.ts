import { createHash } from 'node:crypto';

import type { Entries } from '../plan/compose-tree.js';
import type { Unit } from '../plan/unit.js';
import { setupDigest, startDigest } from './identity.js';

/**
 * What a case is, as a hex digest: how it is set up and started, what counts as good, and the files that this names. A case that is
 * changed is another one, and nothing is on record of it.
 */
export function definitionDigest(unit: Unit, tests: readonly string[], entries: Entries): string {
  const named = new Set([...tests, ...wordsOf(unit)]);
  const files = entries.filter(({ path }) => named.has(path)).map(({ path, oid }) => `${path} ${oid}`);
  const good = unit.kind === 'case' ? unit.case.graders : unit.eval.results;
  return digest(JSON.stringify([startDigest(unit), setupDigest(unit.eval), good, files.sort()]));
}

/** What trials meet besides, as a hex digest: the kind of machine, and what holds the programs. */
export function environmentDigest(machine: string, sandbox: string): string {
  return digest(JSON.stringify([machine, sandbox]));
}

/** Words that may name a file of the tree: a grader program, a script. */
function wordsOf(unit: Unit): readonly string[] {
  return unit.kind === 'case' ? (unit.case.graders.script?.argv ?? []) : [];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
