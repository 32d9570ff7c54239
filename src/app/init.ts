import type { Person } from '../core/agents/described-change.js';
import { ruleBookWith } from '../core/agents/rule-book.js';
import type { SetupFile } from '../core/doctor/setup.js';
import { DEFAULT_POLICY, type Policy } from '../core/evals/policy.js';
import { UserError } from '../core/errors.js';
import { agentsDeed, AGENTS_FILE } from '../core/init/agents-file.js';
import { deedFor, type Standing, type Wanted } from '../core/init/deed.js';
import { hasOneMaintainer } from '../core/init/maintainers.js';
import { missingOwners } from '../core/init/owners.js';
import { acceptIn, policyFile, policyPath } from '../core/init/policy-file.js';
import { isTelling, type Project } from '../core/init/project.js';
import type { Proposal } from '../core/init/proposal.js';
import {
  chosenAction,
  othersIn,
  PLACEHOLDER,
  workflowFiles,
  type Actions,
  type Shipped,
} from '../core/init/workflow-files.js';
import { firstEvals, type TryEvals } from './first-evals.js';
import { textsOf } from './texts.js';
import type { Repository } from './ports.js';

interface InitRequest {
  readonly folder: string;
  readonly shipped: Shipped;
  readonly actions: Actions;
  readonly accept?: Policy['accept'];
}

interface InitWorld {
  readonly repository: Repository;
  /** Who wrote what is committed. */
  readonly authors: () => Promise<readonly Person[]>;
  /** Files as they stand on disk. */
  readonly standing: (path: string) => Promise<Standing>;
  readonly tryEvals: TryEvals;
  /** Asks the one maintainer whether authors may accept their own changes; undefined where nobody can be asked. */
  readonly askAccept: () => Promise<boolean | undefined>;
}

/** What a repository still lacks to be judged: workflows, a policy, first evals that pass, and a word to agents. Nothing is written here. */
export async function init(request: InitRequest, world: InitWorld): Promise<Proposal> {
  const { folder, shipped, actions } = request;
  const project = await projectOf(world.repository);
  const textsIn = (pattern: RegExp): readonly SetupFile[] =>
    [...project.texts].flatMap(([path, text]) => (pattern.test(path) ? [{ path, text }] : []));
  const workflows = textsIn(/^\.github\/workflows\//);
  const otherWorkflows = othersIn(workflows, shipped);
  const wishes = { folder, branch: await branchOf(world.repository), actions };
  const action = chosenAction(workflows, actions);
  const policy = await policyOf(request, world);
  const evals = await firstEvals(project, folder, world.tryEvals);
  const wanted: readonly Wanted[] = [
    ...(otherWorkflows.length > 0 ? [] : workflowFiles(shipped, workflows, wishes)),
    policy.file,
    ...evals.files.map((file) => ({ ...file, earlier: [] })),
  ];
  const owners = missingOwners(textsIn(/CODEOWNERS$/), folder);
  return {
    folder,
    deeds: [
      ...(await Promise.all(wanted.map(async (one) => deedFor(one, await world.standing(one.path))))),
      agentsDeed(await world.standing(AGENTS_FILE), { folder, ...(action !== PLACEHOLDER && { action }) }),
    ],
    firstEvals: evals.became,
    otherWorkflows,
    actionOpen: otherWorkflows.length === 0 && action === PLACEHOLDER,
    acceptOpen: policy.open,
    ...(owners !== undefined && { owners }),
  };
}

async function projectOf(repository: Repository): Promise<Project> {
  const { tree } = await repository.workingTree();
  const entries = await repository.entries(tree);
  const telling = entries.filter(({ path }) => isTelling(path));
  const texts = await textsOf(repository, telling);
  return {
    paths: entries.map(({ path }) => path),
    texts: new Map(telling.flatMap(({ path, oid }) => (texts.has(oid) ? [[path, texts.get(oid) ?? ''] as const] : []))),
  };
}

/** The default branch by its own name, without its remote's; where the clone does not know it, the branch that is checked out. */
async function branchOf(repository: Repository): Promise<string> {
  const known = await repository.defaultBranch().catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  return known?.replace(/^origin\//, '') ?? (await repository.currentBranch()) ?? 'main';
}

/** What was asked for, else what stands there; a sole maintainer is asked where nobody has said yet. */
async function policyOf(
  { folder, accept }: InitRequest,
  { authors, standing, askAccept }: InitWorld,
): Promise<{ readonly file: Wanted; readonly open: boolean }> {
  const there = await standing(policyPath(folder));
  const said = accept ?? (there.kind === 'text' ? acceptIn(there.text) : undefined);
  const isUnsaid = said === undefined && there.kind === 'missing';
  const isOpen = isUnsaid && hasOneMaintainer(await authors(), ruleBookWith([]));
  const answer = isOpen ? await askAccept() : undefined;
  const chosen = said ?? (answer === true ? 'write' : DEFAULT_POLICY.accept);
  return { file: policyFile(folder, chosen), open: isOpen && answer === undefined };
}
