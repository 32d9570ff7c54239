import { roleOfFile } from '../core/integrity/file-role.js';
import { weakerEvals, type WeakerEval } from '../core/integrity/weaker-evals.js';
import { weakerFiles } from '../core/integrity/weaker-files.js';
import { byWeight, type Weakening } from '../core/integrity/weakening.js';
import { POLICY_NAME } from '../core/evals/blobs.js';
import { readYaml } from '../core/evals/yaml.js';
import { changedPaths, chosenFromBase, isBelow, type Entries } from '../core/plan/compose-tree.js';
import type { Exam } from '../core/plan/exam.js';
import { matcherOf } from '../core/plan/matching.js';
import type { Result } from '../core/report/result.js';
import { readChanged } from './changed-files.js';
import { loadMaterial } from './material.js';
import type { Repository } from './ports.js';

const MOST_FINDINGS = 200;
const MOST_TEXT = 300;

export interface Compared {
  readonly base: Entries;
  readonly head: Entries;
  readonly exam: Exam;
  /** The evals folder. */
  readonly folder: string;
}

type Weakened = Pick<Result['integrity'], 'weakened' | 'notLookedAt'>;

/** What head asks less of the code than base, from the files themselves. It explains; no verdict depends on it. */
export async function weakeningOf(repository: Repository, compared: Compared): Promise<Weakened> {
  const { base, head, exam, folder } = compared;
  const tests = exam.evals.flatMap((one) => one.tests);
  const isTest = matcherOf(tests);
  const isBases = chosenFromBase(folder, [...tests, ...exam.policy.protect, ...exam.evals.flatMap((it) => it.protect)]);
  const changed = changedPaths(base, head).filter((path) => roleOfFile(path, isTest) !== 'other');
  const { files, notLookedAt } = await readChanged(repository, compared, changed);
  const evals = await changedExam(repository, compared);
  const found = [...weakerFiles(files, isTest), ...evals.found].sort(byWeight);
  const rest = found.length - MOST_FINDINGS;
  return {
    weakened: found.slice(0, MOST_FINDINGS).map((one) => shown(one, isBases(one.path) ? 'base' : 'head')),
    notLookedAt: [...notLookedAt, ...evals.notLookedAt, ...(rest > 0 ? [`${rest} more findings`] : [])],
  };
}

function shown({ was, is, of, ...rest }: Weakening, judged: 'base' | 'head'): Weakened['weakened'][number] {
  const cut = (text: string): string => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text);
  return { ...rest, of: cut(of), was: cut(was), is: cut(is), judged };
}

/** Compares the evals as they are understood, and finds the lines of what changed. */
async function changedExam(
  repository: Repository,
  { base, head, exam, folder }: Compared,
): Promise<{ readonly found: readonly Weakening[]; readonly notLookedAt: readonly string[] }> {
  if (!changedPaths(base, head).some((path) => isBelow(path, folder))) return { found: [], notLookedAt: [] };
  const loaded = await loadMaterial(repository, head, folder);
  if (loaded.kind === 'mistakes') return { found: [], notLookedAt: [`${folder}/: head's evals have mistakes`] };
  const found = weakerEvals(exam, loaded, `${folder}/${POLICY_NAME}`);
  return { found: await withLines(repository, head, found), notLookedAt: [] };
}

async function withLines(
  repository: Repository,
  head: Entries,
  found: readonly WeakerEval[],
): Promise<readonly Weakening[]> {
  const entries = new Map(head.map((entry) => [entry.path, entry]));
  const oids = found.flatMap(({ path }) => entries.get(path)?.oid ?? []);
  const blobs = await repository.blobs([...new Set(oids)]);
  return found.map(({ at, ...one }) => {
    const blob = blobs.get(entries.get(one.path)?.oid ?? '');
    const reading = blob === undefined ? undefined : readYaml(one.path, new TextDecoder().decode(blob));
    return reading?.kind === 'document' ? { ...one, line: reading.document.place(at, 'key').line } : one;
  });
}
