import { cacheUseOf, mayMeet, type CacheUse } from './caches.js';
import type { Finding } from './finding.js';
import { checksOutHead, type Job, type Workflow } from './workflow.js';

interface Caching {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly use: CacheUse;
  readonly line: number;
}

/** Caches that a job saves which runs a pull request's code, and that a job restores which runs none. */
export function checkCaches(workflows: readonly Workflow[]): readonly Finding[] {
  const all = workflows.flatMap(cachingOf);
  const trusted = all.filter(({ workflow, job }) => runsHead(workflow, job) === undefined);
  const found = all.flatMap((one): readonly Finding[] => {
    const scope = runsHead(one.workflow, one.job);
    if (scope === undefined) return [];
    const heir = trusted.find((other) => mayMeet(one.use, other.use));
    return heir === undefined ? [] : [findingOf(one, heir, scope)];
  });
  if (found.length > 0 || workflows.length === 0) return found;
  return [{ id: 'shared-cache', level: 'fine', what: "No job restores what a job with a pull request's code saved." }];
}

/** Whose caches a job that runs a pull request's code saves; undefined for a job that runs none. */
type Scope = 'the-base' | 'the-pull-request';

function runsHead({ events }: Workflow, { steps }: Job): Scope | undefined {
  const onBase = ['pull_request_target', 'workflow_run', 'issue_comment'].some((event) => events.has(event));
  if (onBase && steps.some(checksOutHead)) return 'the-base';
  const hasCode = steps.some(({ uses = '' }) => /^actions\/checkout@/.test(uses));
  return events.has('pull_request') && hasCode ? 'the-pull-request' : undefined;
}

function cachingOf(workflow: Workflow): readonly Caching[] {
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((step) => {
      const use = cacheUseOf(step);
      if (use === undefined) return [];
      const kept = runsOnlyElsewhere(job.condition) || runsOnlyElsewhere(step.condition) ? { ...use, saves: [] } : use;
      return [{ workflow, job, use: kept, line: step.line }];
    }),
  );
}

/** A condition on the event or the branch is taken at its word: it is how one saves on the default branch alone. */
function runsOnlyElsewhere(condition: string): boolean {
  return /github\.(?:ref|ref_name)\b|github\.event_name\s*(?:!=\s*'pull_request|==\s*'(?!pull_request))/.test(
    condition,
  );
}

const SCOPES = {
  'the-base': {
    level: 'hole',
    why: "It saves among the default branch's caches, so what the pull request put there is run where there are rights.",
  },
  'the-pull-request': {
    level: 'weak',
    why: "GitHub keeps a pull request's caches apart from the default branch's; nothing else stands between them.",
  },
} as const satisfies Record<Scope, Pick<Finding, 'level' | 'why'>>;

function findingOf({ workflow, job, line }: Caching, heir: Caching, scope: Scope): Finding {
  return {
    id: 'shared-cache',
    what: `The job ${job.id} runs a pull request's code and saves a cache that the job ${heir.job.id} of ${heir.workflow.path} restores.`,
    path: workflow.path,
    line,
    ...SCOPES[scope],
    remedy:
      "Only restore there (`actions/cache/restore`), save on the default branch alone (`if: github.event_name == 'push'`), or leave the cache out of the job that is trusted.",
  };
}
