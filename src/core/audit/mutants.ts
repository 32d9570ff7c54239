import { createHash } from 'node:crypto';

import { isForReaders } from '../diagnose/worth-missing.js';
import { languageOf } from '../integrity/source.js';
import { roleOfFile } from '../integrity/file-role.js';
import { isBelow } from '../plan/compose-tree.js';
import { matcherOf } from '../plan/matching.js';
import { lineMutations } from './line-mutations.js';
import { mutated, type Mutant, type Mutation } from './mutant.js';
import { syntaxMutations } from './syntax-mutations.js';

/** What nobody writes by hand here. */
const MADE =
  /(?:^|\/)(?:dist|build|out|target|vendor|third_party|node_modules|generated|\.[^/]+)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$|\.(?:pb|gen|generated)\.\w+$/;
/** Decides how tools work, not what the program does. */
const CONFIG = /(?:^|\/)(?:[^/]+\.config\.[cm]?[jt]s|\.[^/]+\.[cm]?js|setup\.py|build\.rs|[^/]+\.gradle(?:\.kts)?)$/;

interface Audited {
  /** The evals folder. */
  readonly folder: string;
  /** Files and folders that were asked about, or patterns of them; empty: all that is source. */
  readonly paths: readonly string[];
  /** Whether an eval says of a path that it is a test, or protected: pull requests are judged by base's. */
  readonly isTest: (path: string) => boolean;
}

/** Tells whether a mistake in a file is one that an eval could be expected to notice. */
export function auditedFiles({ folder, paths, isTest }: Audited): (path: string) => boolean {
  const matches = matcherOf(paths);
  const isAsked = (path: string): boolean =>
    matches(path) || paths.some((one) => isBelow(path, one.replace(/\/+$/, '')));
  return (path) => {
    if (isBelow(path, folder) || isForReaders(path) || isTest(path)) return false;
    const isNamed = paths.length > 0;
    if (isNamed ? !isAsked(path) : MADE.test(path) || CONFIG.test(path)) return false;
    const role = roleOfFile(path, isTest);
    const isRust = languageOf(path) === 'rust' && !/(?:^|\/)tests\//.test(path);
    return isRust || role === 'source' || role === 'other';
  };
}

/** Every mutant of a file; none where it is no program. Each changes the text, in one place. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const found: readonly Mutation[] = syntaxMutations(path, text) ?? lineMutations(path, text) ?? [];
  return found.filter((one) => mutated(text, one) !== text).map((one) => ({ path, ...one }));
}

/** All of them in an order that is drawn from the seed: however many are tried, they stand for the rest. */
export function shuffled(mutants: readonly Mutant[], seed: string): readonly Mutant[] {
  const drawn = mutants.map((mutant) => {
    const said = JSON.stringify([seed, mutant.path, mutant.from, mutant.to, mutant.text]);
    return { mutant, key: createHash('sha256').update(said).digest('hex') };
  });
  return drawn.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ mutant }) => mutant);
}
