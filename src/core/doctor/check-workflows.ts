import type { Finding } from './finding.js';
import type { Seen } from './setup.js';
import { checksOutHead, type Job, type Workflow } from './workflow.js';

/** Holes of each workflow by itself: rights, code of others, code of the pull request with the base's rights. */
export function checkWorkflows(
  workflows: readonly Workflow[],
  tokenDefault: Seen<'read' | 'write'>,
): readonly Finding[] {
  const found = workflows.flatMap((one) => [
    ...rights(one, tokenDefault),
    ...unpinned(one),
    ...privilegedCheckout(one),
  ]);
  const fine = (id: string, what: string): readonly Finding[] =>
    found.some((one) => one.id === id) || workflows.length === 0 ? [] : [{ id, level: 'fine', what }];
  return [
    ...found,
    ...fine('permissions', 'Every job names what its token may do.'),
    ...fine('unpinned-action', 'Every action of others is pinned to a commit.'),
    ...fine('privileged-checkout', "No workflow checks a pull request out with the base's rights."),
  ];
}

const CHECKS = /^(?:checks|statuses)$/;

function rights(workflow: Workflow, tokenDefault: Seen<'read' | 'write'>): readonly Finding[] {
  const { path, permissions, jobs } = workflow;
  return jobs.flatMap((job): readonly Finding[] => {
    const said = job.permissions ?? permissions;
    const line = lineOfRights(job, workflow);
    const at = { id: 'permissions', path, line };
    if (said === undefined) return unsaid(job, tokenDefault, at);
    if (said === 'write-all')
      return [{ ...at, level: 'hole', what: `The job ${job.id} may write everything.`, ...WHY_RIGHTS }];
    const onPullRequest = workflow.events.has('pull_request');
    const writes = Object.entries(typeof said === 'object' && said !== null ? said : {}).filter(
      ([name, may]) => CHECKS.test(name) && may === 'write',
    );
    return onPullRequest && writes.length > 0
      ? [
          {
            ...at,
            level: 'weak',
            what: `On pull requests the job ${job.id} may write ${writes.map(([name]) => name).join(' and ')}.`,
            ...WHY_CHECKS,
          },
        ]
      : [];
  });
}

function lineOfRights(job: Job, { permissions, permissionsLine }: Workflow): number {
  if (job.permissions !== undefined) return job.permissionsLine;
  return permissions === undefined ? job.line : permissionsLine;
}

const WHY_RIGHTS = {
  why: 'Whatever runs in it may push, approve, and report any check.',
  remedy: 'Write `permissions: {}` at the top, and give each job the rights it needs.',
} as const;
const WHY_CHECKS = {
  why: 'A pull request from a branch of this repository brings its own version of the workflow, and can report the check itself.',
  remedy:
    'Use the two stages: run with `contents: read`, report on `workflow_run` (README, "How much weaker one job is").',
} as const;

function unsaid(
  job: Job,
  tokenDefault: Seen<'read' | 'write'>,
  at: Pick<Finding, 'id' | 'path' | 'line'>,
): readonly Finding[] {
  const what = `The job ${job.id} does not say what its token may do`;
  if (tokenDefault.kind === 'unseen') return [{ ...at, level: 'weak', what: `${what}.`, ...WHY_RIGHTS }];
  const writes = tokenDefault.value === 'write';
  return [
    {
      ...at,
      level: writes ? 'hole' : 'weak',
      what: `${what}, and the default is ${tokenDefault.value}.`,
      ...WHY_RIGHTS,
    },
  ];
}

function unpinned({ path, jobs }: Workflow): readonly Finding[] {
  const used = jobs.flatMap((job) => [
    ...job.steps.flatMap(({ uses, line }) => (uses === undefined ? [] : [{ uses, line }])),
    ...(job.uses === undefined ? [] : [{ uses: job.uses, line: job.line }]),
  ]);
  return used
    .filter(({ uses }) => !isPinned(uses))
    .map(({ uses, line }): Finding => ({
      id: 'unpinned-action',
      level: 'weak',
      what: `${uses} is not pinned to a commit.`,
      path,
      line,
      why: 'Whoever can move that tag or branch runs code in this workflow.',
      remedy: 'Write the full sha of a commit that you have read, with the version as a comment.',
    }));
}

function isPinned(uses: string): boolean {
  return (
    uses.startsWith('./') ||
    /@[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(uses) ||
    /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(uses)
  );
}

function privilegedCheckout({ path, events, jobs }: Workflow): readonly Finding[] {
  const event = ['pull_request_target', 'workflow_run', 'issue_comment'].find((one) => events.has(one));
  if (event === undefined) return [];
  const steps = jobs.flatMap((job) => job.steps);
  return steps.filter(checksOutHead).map(({ line }): Finding => ({
    id: 'privileged-checkout',
    level: 'hole',
    what: `On ${event}, the pull request's code is checked out.`,
    path,
    line,
    why: "It runs with the base's secrets and a token that may write.",
    remedy: 'Check out the base alone here, and run the code of pull requests on `pull_request`.',
  }));
}
