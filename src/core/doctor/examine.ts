import { checkCaches } from './check-caches.js';
import { checkIdentity } from './check-identity.js';
import { checkOwners, checkRequired, unseen } from './check-rules.js';
import { checkStages } from './check-stages.js';
import { checkWorkflows } from './check-workflows.js';
import { LEVELS, type Finding } from './finding.js';
import type { Setup } from './setup.js';
import { readWorkflow } from './workflow.js';

/** Looks for holes in a repository's side of the product, the worst first. What could not be seen is said, never fine. */
export function examine(setup: Setup): readonly Finding[] {
  const read = setup.workflows.map((file) => ({ file, workflow: readWorkflow(file) }));
  const workflows = read.flatMap(({ workflow }) => workflow ?? []);
  const unreadable = read.filter(({ workflow }) => workflow === undefined);
  const findings = [
    checkRequired(setup),
    ...checkStages(workflows, setup.rules),
    ...checkIdentity(workflows, setup),
    ...checkOwners(setup),
    ...checkWorkflows(workflows, setup.tokenDefault),
    ...checkCaches(workflows),
    ...unreadable.map(({ file: { path } }): Finding => ({
      id: 'workflow',
      level: 'unknown',
      what: 'The workflow is not valid YAML.',
      path,
      line: 1,
    })),
    tokenDefault(setup),
    ...evals(setup),
    sandbox(setup),
  ];
  return [...findings].sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

function tokenDefault({ tokenDefault: token }: Setup): Finding {
  const id = 'token-default';
  if (token.kind === 'unseen') return unseen(id, "What a workflow's token may do by default could not be seen", token);
  if (token.value === 'read') return { id, level: 'fine', what: "A workflow's token may only read by default." };
  return {
    id,
    level: 'weak',
    what: "A workflow's token may write by default.",
    why: 'A job that names no permissions may push and report checks.',
    remedy: 'Settings → Actions → General → Workflow permissions: read repository contents.',
  };
}

function evals({ evals: read, folder }: Setup): readonly Finding[] {
  if (read.kind === 'mistakes')
    return read.mistakes.map(({ path, line, message }) => ({
      id: 'evals',
      level: 'hole',
      what: message,
      path,
      line,
      why: 'With a mistake in any eval file nothing is judged.',
      remedy: 'Mend it, then run `formative validate`.',
    }));
  if (read.count > 0)
    return [
      {
        id: 'evals',
        level: 'fine',
        what: `${folder}/: ${read.count === 1 ? '1 eval' : `${read.count} evals`}, no mistakes.`,
      },
    ];
  return [
    {
      id: 'evals',
      level: 'hole',
      what: `There are no evals in ${folder}/.`,
      why: 'There is nothing to judge by.',
      remedy: `Write one: ${folder}/first.yml (see the README, "Your first eval").`,
    },
  ];
}

function sandbox({ sandbox: chosen }: Setup): Finding {
  if (chosen.kind === 'held')
    return { id: 'sandbox', level: 'fine', what: `The sandbox ${chosen.name} holds on this machine.` };
  return {
    id: 'sandbox',
    level: 'weak',
    what: 'No sandbox holds on this machine.',
    why: chosen.why,
    remedy: 'Install bubblewrap, or run where `sudo unshare` is allowed.',
  };
}
