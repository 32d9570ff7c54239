import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { removeRun, runAction, type ActionRun } from '../../__tests__/support/action-run.js';
import { startGithub, type StandIn } from '../../__tests__/support/github/github.js';
import { pullRequestPayload } from '../../__tests__/support/github/payloads.js';
import { workflowToken } from '../../__tests__/support/github/world.js';
import { writeRepository, type DemoRepository } from './repository.js';
import { BASE, PULL_REQUEST } from './story.js';

const OUT = resolve('out/demo');
const TOKEN = 'a-token-of-the-demo';

rmSync(OUT, { recursive: true, force: true });
const repository = writeRepository(join(OUT, 'when'), BASE, PULL_REQUEST);
const permissions = { contents: 'read', checks: 'write', pull_requests: 'write' } as const;
const github = await startGithub({ tokens: { [TOKEN]: workflowToken(permissions) } });
try {
  const run = await judgePullRequest(github, repository);
  await show(github, repository, run);
  await removeRun(run);
} finally {
  await github.close();
}

async function judgePullRequest(stage: StandIn, { root, base, commits, merge }: DemoRepository): Promise<ActionRun> {
  const head = commits.at(-1) ?? '';
  const seed = {
    base: { ref: 'main', sha: base },
    head: { ref: 'agent/simplify', sha: head },
    commits,
    mergeSha: merge,
  };
  const number = await stage.pullRequest({ ...seed, title: 'Simplify the date parser' });
  const payload = pullRequestPayload({ ...seed, repository: stage.repository, number, commits: commits.length });
  console.log(`A pull request of ${commits.length} commits; the action judges it (this takes some seconds) …\n`);
  return runAction({
    workspace: root,
    eventName: 'pull_request',
    payload,
    sha: merge,
    apiUrl: stage.url,
    inputs: { token: TOKEN },
  });
}

async function show(stage: StandIn, { commits }: DemoRepository, run: ActionRun): Promise<void> {
  const [comment] = await stage.comments(1);
  const [check] = await stage.checks(commits.at(-1) ?? '');
  if (comment === undefined || check === undefined || run.code !== 1) {
    console.error(`The demo did not end as it should: exit ${run.code}\n${run.stdout}\n${run.stderr}`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'comment.md'), comment.body);
  copyFileSync(run.outputs['result-path'] ?? '', join(OUT, 'result.json'));
  copyFileSync(run.outputs['report-path'] ?? '', join(OUT, 'report.html'));
  console.log(`${comment.body}\n`);
  console.log(
    `Check    ${check.name}: ${check.conclusion ?? 'open'}, "${check.output.title}", ${check.annotations.length} annotations`,
  );
  console.log(
    `Job      exit ${run.code}, verdict ${run.outputs['verdict'] ?? ''}, broke ${run.outputs['broke'] ?? ''}`,
  );
  console.log(
    `Files    ${['comment.md', 'result.json', 'report.html', 'when'].map((name) => join('out/demo', name)).join('  ')}`,
  );
}
