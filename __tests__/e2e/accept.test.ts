import { afterAll, expect, it, jest } from '@jest/globals';

import { removeRun } from '../support/action-run.js';
import { pullRequest } from '../support/cli.js';
import { startGithub, type StandIn } from '../support/github/github.js';
import { WORKFLOW_PATH } from '../support/github/payloads.js';
import { workflowToken } from '../support/github/world.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { archiveOf, TwoStages } from '../support/two-stages.js';

jest.setTimeout(300_000);

afterAll(removeTemporaries);

const BASE = {
  'evals/_formative.yml': 'sandbox: off\n',
  [WORKFLOW_PATH]: 'name: Formative run\n',
  'say.sh': 'echo hello',
  'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};
const ACCEPT = '/formative accept say/hi because we say bye now';
const OBEYED = ['eyes', 'rocket'];
const REFUSED = ['eyes', 'confused'];

it('is red until a maintainer accepts it, and red again once that is taken back or head does something else', async () => {
  const github = await startGithub({
    people: ['copilot-swe-agent[bot]'],
    // The author may write, too: it is not the want of rights that keeps her from accepting.
    collaborators: { maintainer: 'write', mallory: 'write' },
    tokens: {
      writes: workflowToken({ actions: 'read', contents: 'read', checks: 'write', pull_requests: 'write' }),
      commands: workflowToken({ actions: 'write', contents: 'read', pull_requests: 'write' }),
      reads: workflowToken({ contents: 'read' }),
    },
  });
  const stages = await TwoStages.open(github, pullRequest(BASE, { 'say.sh': 'echo bye' }), { author: 'mallory' });
  try {
    await story(stages);
  } finally {
    await github.close();
    await Promise.all(stages.runs.map(removeRun));
  }
});

async function story(stages: TwoStages): Promise<void> {
  const { github } = stages;
  await runAndJudge(stages);
  expect(await stands(stages)).toEqual({ check: 'failure', title: '❌', accepted: [] });

  expect(await stages.command('mallory', ACCEPT)).toEqual(REFUSED);
  expect(await stages.command('copilot-swe-agent[bot]', ACCEPT)).toEqual(REFUSED);
  expect(restarts(github)).toBe(0);
  expect(await stands(stages)).toEqual({ check: 'failure', title: '❌', accepted: [] });

  expect(await stages.command('maintainer', ACCEPT)).toEqual(OBEYED);
  expect(restarts(github)).toBe(1);
  await stages.report();
  const accepted = ['say/hi: accepted by maintainer: we say bye now'];
  expect(await stands(stages)).toEqual({ check: 'success', title: '✅', accepted });

  expect(await stages.command('maintainer', '/formative unaccept say/hi')).toEqual(OBEYED);
  expect(restarts(github)).toBe(2);
  await stages.report();
  expect(await stands(stages)).toEqual({ check: 'failure', title: '❌', accepted: [] });

  expect(await stages.command('maintainer', ACCEPT)).toEqual(OBEYED);
  await stages.report();
  expect(await stands(stages)).toEqual({ check: 'success', title: '✅', accepted });

  stages.push({ 'say.sh': 'echo ciao' });
  await runAndJudge(stages);
  expect(await stands(stages)).toEqual({ check: 'failure', title: '❌', accepted: [] });
}

async function runAndJudge(stages: TwoStages): Promise<void> {
  stages.upload(archiveOf(await stages.record()));
  await stages.report();
}

/** How often a run was started again. */
function restarts({ calls }: StandIn): number {
  return calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/rerun')).length;
}

/** What the pull request shows: the check of its head, the comment's first sign, and what it lists as accepted. */
async function stands({ github, head, number }: TwoStages) {
  const check = (await github.checks(head)).at(-1);
  const ours = (await github.comments(number)).filter(({ user }) => user.login === 'github-actions[bot]');
  expect(ours).toHaveLength(1);
  const body = ours[0]?.body ?? '';
  const words = body.replaceAll('`', '');
  return {
    check: check?.conclusion,
    title: /[❌✅⚠]/u.exec(body)?.[0],
    accepted: words.match(/say\/hi: accepted by [^\n<[]*\w/g) ?? [],
  };
}
