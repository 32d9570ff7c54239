import type { SetupFile } from '../core/doctor/setup.js';
import { roleOf } from '../core/evals/blobs.js';
import type { Idea } from '../core/init/idea.js';
import { programIdeas } from '../core/init/programs.js';
import type { Project } from '../core/init/project.js';
import type { FirstEvals, NotPassing } from '../core/init/proposal.js';
import { suiteIdeas } from '../core/init/suites.js';

/** Of each eval, by its id, why it does not pass; undefined for one that does. */
export type TryEvals = (drafts: ReadonlyMap<string, SetupFile>) => Promise<ReadonlyMap<string, string | undefined>>;

interface First {
  readonly files: readonly SetupFile[];
  readonly became: FirstEvals;
}

/** The first evals of a repository that has none: of each idea the first draft that passes. */
export async function firstEvals(project: Project, folder: string, tryEvals: TryEvals): Promise<First> {
  const count = project.paths.filter((path) => isEval(path, folder)).length;
  if (count > 0) return { files: [], became: { kind: 'there-already', count } };
  const ideas = [...suiteIdeas(project), ...programIdeas(project)];
  if (ideas.length === 0) return { files: [], became: { kind: 'none-known' } };
  const { passing, notPassing } = await tryIdeas(ideas, folder, tryEvals);
  return { files: passing, became: { kind: 'tried', notPassing } };
}

function isEval(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`) && roleOf(path, folder).kind === 'eval';
}

interface Tried {
  readonly passing: readonly SetupFile[];
  readonly notPassing: readonly NotPassing[];
}

/** All first drafts at once, then the second ones of those that did not pass, and so on; the first draft's reason is told. */
async function tryIdeas(ideas: readonly Idea[], folder: string, tryEvals: TryEvals): Promise<Tried> {
  const drafts = new Map(
    ideas.flatMap(({ id, drafts: [text] }) =>
      text === undefined ? [] : [[id, { path: `${folder}/${id}.yml`, text }]],
    ),
  );
  if (drafts.size === 0) return { passing: [], notPassing: [] };
  const tried = await tryEvals(drafts);
  const failed = ideas.filter(({ id }) => tried.get(id) !== undefined);
  const later = await tryIdeas(
    failed.map(({ id, drafts: [, ...rest] }) => ({ id, drafts: rest })),
    folder,
    tryEvals,
  );
  const mended = new Set(later.passing.map(({ path }) => path));
  return {
    passing: [...drafts].flatMap(([id, file]) => (tried.get(id) === undefined ? [file] : [])).concat(later.passing),
    notPassing: failed
      .filter(({ id }) => !mended.has(`${folder}/${id}.yml`))
      .map(({ id }) => ({ id, why: tried.get(id) ?? '' })),
  };
}
