import { readFileSync } from 'node:fs';

import { runAction, type ActionRun } from './action-run.js';
import type { StandIn } from './github/github.js';
import { pullRequestPayload, WORKFLOW_ID, workflowRunPayload, type WorkflowRunFacts } from './github/payloads.js';
import type { TemporaryRepository } from './temporary-repository.js';
import { zip } from './zip.js';

export const RECORD = 'formative.record.jsonl';

/** A pull request of the branch `topic`, and both halves of judging it. */
export class TwoStages {
  readonly github: StandIn;
  readonly repository: TemporaryRepository;
  readonly base: string;
  readonly head: string;
  readonly number: number;
  readonly runs: ActionRun[] = [];
  #id = 0;

  private constructor(
    github: StandIn,
    repository: TemporaryRepository,
    facts: { base: string; head: string; number: number },
  ) {
    this.github = github;
    this.repository = repository;
    this.base = facts.base;
    this.head = facts.head;
    this.number = facts.number;
  }

  static async open(github: StandIn, repository: TemporaryRepository, fork?: string): Promise<TwoStages> {
    const [base, head] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'topic')];
    const seed = {
      base: { ref: 'main', sha: base },
      head: { ref: 'topic', sha: head, ...(fork !== undefined && { fork }) },
    };
    return new TwoStages(github, repository, { base, head, number: await github.pullRequest(seed) });
  }

  /** The half that runs: answers the lines of its record. */
  async record(mode = 'run'): Promise<readonly string[]> {
    const { repository, github, number } = this;
    repository.git('switch', '-q', '--detach', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'topic');
    const seed = { base: { ref: 'main', sha: this.base }, head: { ref: 'topic', sha: this.head } };
    this.#id = github.ran({
      workflow_id: WORKFLOW_ID,
      run_number: 1,
      run_attempt: 1,
      event: 'pull_request',
      head_sha: this.head,
    });
    const run = await this.#act('pull_request', {
      payload: pullRequestPayload({ ...seed, number, repository: github.repository, commits: 1 }),
      inputs: { mode, token: mode === 'run' ? 'reads' : 'writes' },
    });
    const path = run.outputs['record-path'];
    return path === undefined ? [] : readFileSync(path, 'utf8').split('\n').slice(0, -1);
  }

  upload(bytes: Uint8Array, name = 'formative-record-1'): void {
    this.github.upload(this.#id, { name, bytes });
  }

  /** The half that judges, in a checkout of the default branch. */
  report(facts: Partial<WorkflowRunFacts> = {}): Promise<ActionRun> {
    this.repository.git('switch', '-q', '--detach', 'main');
    const about = { id: this.#id, headSha: this.head, headBranch: 'topic', ...facts };
    return this.#act('workflow_run', {
      payload: workflowRunPayload(this.github.repository, about),
      inputs: { mode: 'report', token: 'writes' },
    });
  }

  async #act(
    eventName: string,
    { payload, inputs }: { payload: unknown; inputs: Record<string, string> },
  ): Promise<ActionRun> {
    const sha = this.repository.git('rev-parse', 'HEAD');
    const run = await runAction({
      workspace: this.repository.root,
      ...{ eventName, payload, sha, inputs, apiUrl: this.github.url, env: { GITHUB_RUN_ID: String(this.#id) } },
    });
    this.runs.push(run);
    return run;
  }
}

export function archiveOf(lines: readonly string[]): Buffer {
  return zip([{ name: RECORD, bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')), described: true }]);
}

/** The same record, whole again after lines were taken out or put in. */
export function ended(lines: readonly string[]): readonly string[] {
  const body = lines.filter((line) => !line.startsWith('{"kind":"end"'));
  return [...body, JSON.stringify({ kind: 'end', lines: body.length })];
}
