import { unitsOf } from '../core/plan/unit.js';
import type { Eval } from '../core/evals/eval.js';
import { UserError } from '../core/errors.js';
import { examIn, loadMaterial } from './material.js';
import type { Repository } from './ports.js';

/** Checks every eval file of the working tree; throws an error that names every mistake. */
export async function validate(repository: Repository, folder: string): Promise<{ evals: number; cases: number }> {
  const evals = await evalsOf(repository, folder);
  return { evals: evals.length, cases: evals.map(casesOf).reduce((sum, count) => sum + count, 0) };
}

/** The evals of the working tree; throws an error that names every mistake, or that there are none. */
export async function evalsOf(repository: Repository, folder: string): Promise<readonly Eval[]> {
  const { tree } = await repository.workingTree();
  const exam = examIn(await loadMaterial(repository, await repository.entries(tree), folder));
  if (exam.evals.length === 0) {
    throw new UserError(`There are no evals in ${folder}/.`, {
      help: `Write one: ${folder}/first.yml (see the README, "Your first eval").`,
    });
  }
  return exam.evals;
}

/** Cases that will be drawn count too. */
function casesOf(one: Eval): number {
  const drawn = one.kind === 'command' ? (one.generate?.count ?? 0) : 0;
  return unitsOf(one).length + drawn;
}
