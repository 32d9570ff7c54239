import type { Finding } from './finding.js';
import { ACTIONS_APP_ID, type BranchRules, type Seen } from './setup.js';
import { isOurs, type Job, type Step, type Workflow } from './workflow.js';

/** Whether the app that the required check is awaited from is the one that reports it, and whether others can get at its key. */
export function checkIdentity(
  workflows: readonly Workflow[],
  { rules, checkName }: { readonly rules: Seen<BranchRules>; readonly checkName: string },
): readonly Finding[] {
  const apps = rules.kind === 'seen' ? rules.value.checks.filter(({ name }) => name === checkName) : [];
  const [pinned] = apps.flatMap(({ app }) => app ?? []);
  const jobs = workflows.flatMap(({ path, jobs: all }) => all.map((job) => ({ path, job })));
  const ours = jobs.filter(({ job }) => job.steps.some(isOurs));
  const steps = ours.flatMap(({ path, job }) => job.steps.filter(reports).map((step) => ({ path, step })));
  return [
    ...(pinned === undefined ? [] : steps.flatMap((it) => mismatch(it, { pinned, checkName }))),
    ...ours.flatMap(openKey),
  ];
}

function reports(step: Step): boolean {
  const { mode = 'all' } = step.with;
  return isOurs(step) && (mode === 'report' || mode === 'all');
}

/** A token other than the workflow's, which is GitHub Actions' to anyone who asks. */
function hasOwnToken({ with: given }: Step): boolean {
  const { token } = given;
  return typeof token === 'string' && !/\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN)\s*\}\}/i.test(token);
}

function mismatch(
  { path, step }: { readonly path: string; readonly step: Step },
  { pinned, checkName }: { readonly pinned: number; readonly checkName: string },
): readonly Finding[] {
  const isOwn = hasOwnToken(step);
  if (isOwn !== (pinned === ACTIONS_APP_ID)) return [];
  return [
    {
      id: 'identity',
      level: 'hole',
      what: isOwn
        ? `\`${checkName}\` is awaited from GitHub Actions, and reported with another token.`
        : `\`${checkName}\` is awaited from the app ${pinned}, and reported by GitHub Actions.`,
      path,
      line: step.line,
      why: 'The required check is never reported by whom it is awaited from: nothing can be merged, or the rule is taken away.',
      remedy: isOwn
        ? `In the ruleset, set the source of \`${checkName}\` to the app whose token is used.`
        : 'Give the step `token` of that app (README, "An identity of its own"), or set the source to GitHub Actions.',
    },
  ];
}

/** A secret of the repository is given to every workflow that a branch of it brings along; one of an environment need not be. */
function openKey({ path, job }: { readonly path: string; readonly job: Job }): readonly Finding[] {
  const maker = job.steps.find(({ uses = '' }) => /^actions\/create-github-app-token@/.test(uses));
  if (maker === undefined || job.hasEnvironment) return [];
  return [
    {
      id: 'identity',
      level: 'weak',
      what: "The app's key is not kept in an environment.",
      path,
      line: maker.line,
      why: 'A workflow that a branch of this repository brings along can read the key, and report as the app.',
      remedy:
        'Settings → Environments: make one for the default branch alone, move the key there, and name it in the job (`environment`).',
    },
  ];
}
