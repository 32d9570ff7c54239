import { createHash } from 'node:crypto';

import type { Eval } from '../evals/eval.js';
import type { Entries } from '../plan/compose-tree.js';
import type { Unit } from '../plan/unit.js';
import { startOf, type Start } from '../run/start.js';
import type { RecordedSetup, RecordedTrial } from './record.js';

/** What a trial is looked up by. Two trials with all of it equal are attempts at the same thing. */
export type TrialIdentity = Pick<RecordedTrial, 'tree' | 'side' | 'variant' | 'unit' | 'index' | 'start'>;
export type SetupIdentity = Pick<RecordedSetup, 'tree' | 'side' | 'variant' | 'setup'>;

/** A tree's name: both halves compose it from git's objects, and arrive at the same one only for the same files. */
export function treeDigest(entries: Entries): string {
  const lines = entries.map(({ path, mode, oid }) => JSON.stringify([path, mode, oid]));
  return digest(lines.sort().join('\n'));
}

/** What is started, and the files that it finds written. */
export function startDigest(unit: Unit, { argv, cwd, env, stdin, timeout, network }: Start = startOf(unit)): string {
  const files = unit.kind === 'case' ? unit.case.files.map(({ path, content }) => [path, content]) : [];
  return digest(JSON.stringify([argv, cwd, Object.entries(env).sort(), stdin, timeout, network, files]));
}

export function setupDigest({ setup, env }: Pick<Eval, 'setup' | 'env'>): string {
  return digest(JSON.stringify([setup, setup.length > 0 ? Object.entries(env).sort() : []]));
}

export function trialKey({ tree, side, variant, unit, index, start }: TrialIdentity): string {
  return JSON.stringify([tree, side, variant, unit, index, start]);
}

export function setupKeyOf({ tree, side, variant, setup }: SetupIdentity): string {
  return JSON.stringify([tree, side, variant, setup]);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
