import { judge, type Judged } from '../app/judge.js';
import { publish } from '../app/publish.js';
import type { GithubClient } from '../edges/github/client.js';
import type { GithubEvent } from '../edges/github/event.js';
import { pullByNumber } from '../edges/github/pull-by-number.js';
import { checkNameFor } from './check-name.js';
import { explained } from './explained.js';
import {
  askedFor,
  givenByHand,
  occasionOf,
  occasionOfPull,
  openedOf,
  pullRequestOf,
  type Occasion,
} from './occasion.js';
import { heldBy } from './inputs.js';
import { answered, judgingNow, waitingFor, waitingNoMore } from './judging-now.js';
import { judgesFrom } from './judges.js';
import { withWorld } from './open-world.js';
import { conclude, writeOutputs } from './outputs.js';
import { clientFor, fetchTo, historyOf, pageFor, variable, type Runner } from './runner.js';
import { notedOf, saidBefore, sincePush } from './said-before.js';
import { secretOf } from './secret.js';

/** `mode: all`: judge a pull request, show it there, and end the job as the verdict says. */
export async function allMode(runner: Runner, event: GithubEvent): Promise<void> {
  const client = clientFor(runner);
  const { occasion, sha } = await openedOccasion(runner, client, event);
  const checkName = await checkNameFor(client, occasion, runner.inputs.checkName);
  waitingFor(checkName, occasion);
  const told = judgingNow(client, occasion);
  const { result, policy } = await explained(runner.version, occasion, () => judgeIn(runner, occasion, sha));
  await told;
  const published = await publish(result, pageFor(client, occasion), {
    checkName,
    headSha: occasion.headSha,
    comment: occasion.pullRequest === undefined ? 'none' : policy.comment,
    ...(policy.handBack && { handBack: policy.handBack }),
    ...notedOf(runner),
  });
  waitingNoMore();
  if (published.comment !== undefined) answered(published.comment);
  await writeOutputs(result, published, variable(runner.env, 'RUNNER_TEMP'));
  conclude(result, published, occasion);
}

/** The pull request that somebody gave the number of, else what the event is about; and the commit that would be merged. */
async function openedOccasion(
  runner: Runner,
  client: GithubClient,
  event: GithubEvent,
): Promise<{ readonly occasion: Occasion; readonly sha: string }> {
  const sha = variable(runner.env, 'GITHUB_SHA');
  const { prNumber } = runner.inputs;
  if (prNumber === undefined) return { occasion: occasionOf(event, sha), sha };
  const of = givenByHand(event);
  const { merge, ...pull } = await pullByNumber(client, of.repository, prNumber);
  const occasion = occasionOfPull({ ...pull, baseSha: merge?.base ?? pull.baseSha }, of);
  await fetchTo(runner, of.repository, [occasion.baseSha, merge?.sha ?? pull.headSha]);
  return { occasion, sha: merge?.sha ?? pull.headSha };
}

async function judgeIn(runner: Runner, occasion: Occasion, sha: string): Promise<Judged> {
  const { env, version, inputs } = runner;
  const cwd = variable(env, 'GITHUB_WORKSPACE');
  const { accepts, pushes } = await saidBefore(clientFor(runner), occasion);
  const progress = (): void => undefined;
  const history = historyOf(runner, occasion.trusted === true && inputs.head === undefined);
  const judges = judgesFrom(env, inputs.token);
  const options = { cwd, progress, callerEnv: {}, path: env['PATH'] ?? '', version, judges, ...history };
  const judged = await withWorld(options, async (outside) => {
    const asked = await askedFor(outside.repository, { occasion, inputs, sha });
    const sandbox = { kind: 'at-least', how: heldBy(inputs) } as const;
    const runId = `${variable(env, 'GITHUB_RUN_ID')}.${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`;
    const seed = { kind: 'fresh', runId, ...secretOf(inputs.secret) } as const;
    const rest = { evalsFrom: 'base', only: [], fullBase: false, diagnose: true, folder: inputs.folder } as const;
    const known = { ...openedOf(occasion), ...pullRequestOf(occasion), ...(accepts && { accepts }) };
    return judge({ ...asked, ...rest, seed, sandbox, ...known }, outside);
  });
  return sincePush(judged, pushes, notedOf(runner).runs?.trials);
}
