import type { Finding } from './finding.js';
import type { Seen, BranchRules } from './setup.js';
import { isOurs, type Workflow } from './workflow.js';

interface Stage {
  readonly workflow: Workflow;
  readonly mode: string;
  readonly line: number;
}

/** Whether the workflows that start this action are there, fit each other, and run where a check is required. */
export function checkStages(workflows: readonly Workflow[], rules: Seen<BranchRules>): readonly Finding[] {
  const stages = workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps.filter(isOurs).map((step): Stage => ({
        workflow,
        mode: typeof step.with['mode'] === 'string' ? step.with['mode'] : 'all',
        line: step.line,
      })),
    ),
  );
  if (stages.length === 0) return [NO_WORKFLOW];
  return [...pairing(stages), ...mergeQueue(stages, rules)];
}

const NO_WORKFLOW: Finding = {
  id: 'stages',
  level: 'hole',
  what: 'No workflow starts Formative.',
  why: 'No pull request is judged.',
  remedy: 'Run `formative init`, and commit what it writes to the default branch.',
};

function pairing(stages: readonly Stage[]): readonly Finding[] {
  const runs = stages.filter(({ mode }) => mode === 'run');
  const reports = stages.filter(({ mode }) => mode === 'report');
  const oneJob = stages.filter(({ mode, workflow }) => mode === 'all' && workflow.events.has('pull_request'));
  const names = new Set(runs.map(({ workflow }) => workflow.name));
  const lonely = reports.filter(({ workflow }) => !awaited(workflow).some((name) => names.has(name)));
  const unheard = runs.filter(({ workflow }) => !reports.some((it) => awaited(it.workflow).includes(workflow.name)));
  const found = [
    ...oneJob.map((stage) => at(stage, ONE_JOB)),
    ...lonely.map((stage) =>
      at(stage, {
        ...LONELY,
        what: `It waits for ${awaited(stage.workflow).join(', ') || 'no workflow'}, and none of that name runs the evals.`,
      }),
    ),
    ...unheard.map((stage) =>
      at(stage, { ...LONELY, what: `No workflow reports what ${stage.workflow.name} has run.` }),
    ),
  ];
  return found.length > 0
    ? found
    : [{ id: 'stages', level: 'fine', what: 'One workflow runs, another reports, and their names fit.' }];
}

type Told = Omit<Finding, 'path' | 'line'>;

function at({ workflow, line }: Stage, told: Told): Finding {
  return { ...told, path: workflow.path, line };
}

const ONE_JOB: Told = {
  id: 'stages',
  level: 'weak',
  what: 'One job runs the evals and reports them.',
  why: 'A pull request from a branch of this repository brings its own version of this file.',
  remedy:
    'Run and report in two workflows, or accept it for branches that you trust (README, "How much weaker one job is").',
};
const LONELY = {
  id: 'stages',
  level: 'hole',
  why: 'What was run is never judged, so the check is never reported.',
  remedy: "Write the running workflow's `name` under `on.workflow_run.workflows` of the reporting one.",
} as const;

function awaited({ events }: Workflow): readonly string[] {
  const event = events.get('workflow_run');
  if (typeof event !== 'object' || event === null || !('workflows' in event)) return [];
  return Array.isArray(event.workflows) ? event.workflows.map(String) : [String(event.workflows)];
}

function mergeQueue(stages: readonly Stage[], rules: Seen<BranchRules>): readonly Finding[] {
  const missing = stages.filter(
    ({ mode, workflow }) =>
      mode !== 'report' && workflow.events.has('pull_request') && !workflow.events.has('merge_group'),
  );
  const queue = rules.kind === 'unseen' ? 'unknown' : rules.value.mergeQueue ? 'on' : 'off';
  if (queue === 'off') return [];
  const [first] = missing;
  if (first === undefined) return [{ id: 'merge-group', level: 'fine', what: 'A merge queue would be judged too.' }];
  return [
    {
      id: 'merge-group',
      level: queue === 'on' ? 'hole' : 'unknown',
      what:
        queue === 'on'
          ? 'A merge queue is on, and the evals do not run for it.'
          : 'The evals do not run for a merge queue; whether one is on could not be seen.',
      path: first.workflow.path,
      line: first.workflow.eventsLine,
      why: 'A required check is not reported in the queue, so nothing can be merged, or the check has to be dropped.',
      remedy: 'Add `merge_group:` under `on:`.',
    },
  ];
}
