import { removeRun, type ActionRun } from '../action-run.js';
import { pullRequest } from '../cli.js';
import { startGithub, type CheckRun, type Comment, type StandIn } from '../github/github.js';
import { WORKFLOW_PATH } from '../github/payloads.js';
import { type SettingsSeed, userToken, workflowToken } from '../github/world.js';
import { TwoStages } from '../two-stages.js';
import type { User } from './users.js';

type Files = Readonly<Record<string, string>>;

interface StagedAttack {
  readonly base: Files;
  readonly head: Readonly<Record<string, string | null>>;
  /** Owner of the fork that the head is in. */
  readonly fork?: string;
  /** What the repository asks of a merge. */
  readonly settings?: SettingsSeed;
  /** The app whose token the half that posts has; the workflow's own without it. */
  readonly app?: string;
  /** In the environment of both halves. */
  readonly env?: Files;
}

/** A hostile pull request, and both halves of judging it, as that user. */
export interface Staged {
  readonly stages: TwoStages;
  readonly github: StandIn;
  /** The check of our name on the head, and our comment: what the reader gets to see. */
  readonly answer: () => Promise<Answer>;
}

interface Answer {
  readonly conclusions: readonly (readonly [string, string | null])[];
  readonly text: string;
  readonly comments: readonly Comment[];
}

export const HELLO: Files = {
  [WORKFLOW_PATH]: 'name: Formative run\n',
  'say.sh': 'echo hello',
  'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};

const RIGHTS = { actions: 'read', contents: 'read', checks: 'write', pull_requests: 'write' } as const;

/** Opens it on the stand-in for GitHub, hands it to the attack, and puts everything away. */
export async function onStages(
  user: User,
  attack: StagedAttack,
  play: (staged: Staged) => Promise<void>,
): Promise<void> {
  const { base, head, fork, env, settings, app = 'github-actions' } = attack;
  const github = await startGithub({
    people: ['mallory'],
    tokens: {
      writes: { kind: 'app', slug: app, permissions: RIGHTS },
      reads: workflowToken({ contents: 'read' }),
      // What the workflow of a branch of the repository itself may ask for.
      forges: workflowToken(RIGHTS),
      owner: userToken('acme'),
    },
    ...(settings && { settings }),
  });
  const runs: ActionRun[] = [];
  try {
    const about = { user, ...(fork !== undefined && { fork }), ...(env && { env }) };
    const stages = await TwoStages.open(github, pullRequest(base, head), about);
    try {
      await play({ stages, github, answer: () => answerOf(github, stages) });
    } finally {
      runs.push(...stages.runs);
    }
  } finally {
    await github.close();
    await Promise.all(runs.map(removeRun));
  }
}

async function answerOf(github: StandIn, { head, number }: TwoStages): Promise<Answer> {
  const checks: readonly CheckRun[] = await github.checks(head);
  return {
    conclusions: checks.map(({ name, conclusion }) => [name, conclusion] as const),
    text: checks.map(({ output }) => [output.title, output.summary, output.text ?? ''].join('\n')).join('\n'),
    comments: await github.comments(number),
  };
}
