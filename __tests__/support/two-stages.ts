import { readFileSync } from 'node:fs';

import { runAction, type ActionRun, type ActionRunOptions } from './action-run.js';
import type { StandIn } from './github/github.js';
import {
  dispatchPayload,
  issueCommentPayload,
  mergeGroupPayload,
  pullRequestPayload,
  pushPayload,
  WORKFLOW_ID,
  type PullRequestFacts,
  WORKFLOW_PATH,
  workflowRunPayload,
  type WorkflowRunFacts,
} from './github/payloads.js';
import type { TemporaryRepository } from './temporary-repository.js';
import { titleOf } from './workflow-starts.js';
import { giveTo, productFor, type User } from './threats/users.js';
import { zip } from './zip.js';

export const RECORD = 'formative.record.jsonl';
/** Where the shipped workflows keep what base did before. */
export const HISTORY = '.formative/history.jsonl';

/** Where the head is, and who runs both halves: without a user, whoever runs the tests. */
interface About {
  /** Owner of the fork. */
  readonly fork?: string;
  /** Who opened the pull request; without one, the repository's owner. */
  readonly author?: string;
  readonly user?: User;
  /** Name of the token that reports and that commands, where it is another than the workflow's own. */
  readonly app?: string;
  /** More variables of the job. */
  readonly env?: Readonly<Record<string, string>>;
  /** Told of every event before a job is started on it; by an exception it keeps the job from starting. */
  readonly admit?: (event: Delivered) => void;
}

/** An event, and the mode of the job that it is to start. */
export interface Delivered {
  readonly name: string;
  readonly payload: unknown;
  readonly mode: string;
}

/** What the half that runs is started by. */
export type RunEvent = 'pull_request' | 'merge_group' | 'workflow_dispatch';

/** What is told of the pull request besides its two sides, and whether GitHub made a merge commit. */
export interface Started extends Partial<Omit<PullRequestFacts, 'head' | 'repository' | 'number'>> {
  readonly merge?: 'none';
  /** What somebody gave as the number of a pull request, in a run by hand. */
  readonly prNumber?: string;
  /** Somebody cancels the job then. */
  readonly cancelled?: Promise<void>;
}

interface Job extends Pick<ActionRunOptions, 'cancelled'> {
  readonly payload: unknown;
  readonly inputs: Readonly<Record<string, string>>;
  /** What GitHub names as the commit, where that is not what is checked out. */
  readonly sha?: string;
}

/** A pull request of the branch `topic`, and both halves of judging it. */
export class TwoStages {
  readonly github: StandIn;
  readonly repository: TemporaryRepository;
  readonly base: string;
  head: string;
  readonly number: number;
  readonly runs: ActionRun[] = [];
  readonly about: About;
  #id = 0;
  #createdAt = '';
  #job: ActionRunOptions | undefined;
  #run: Pick<WorkflowRunFacts, 'event' | 'headSha' | 'headBranch' | 'title'> = { headSha: '', headBranch: '' };

  private constructor(
    github: StandIn,
    repository: TemporaryRepository,
    facts: { base: string; head: string; number: number; about: About },
  ) {
    this.github = github;
    this.repository = repository;
    this.base = facts.base;
    this.head = facts.head;
    this.number = facts.number;
    this.about = facts.about;
  }

  static async open(github: StandIn, repository: TemporaryRepository, about: About = {}): Promise<TwoStages> {
    const { fork, author } = about;
    const [base, head] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'topic')];
    const seed = {
      base: { ref: 'main', sha: base },
      head: { ref: 'topic', sha: head, ...(fork !== undefined && { fork }) },
      ...(author !== undefined && { author }),
    };
    return new TwoStages(github, repository, { base, head, about, number: await github.pullRequest(seed) });
  }

  /** Id of the last run of the half that runs. */
  get run(): number {
    return this.#id;
  }

  /** The half that runs: answers the lines of its record. */
  async record(mode = 'run', event: RunEvent = 'pull_request', facts: Started = {}): Promise<readonly string[]> {
    const payload = this.ran(mode, event, facts);
    const run = await this.#act(event, {
      payload,
      inputs: { mode, token: mode === 'run' || this.about.fork !== undefined ? 'reads' : 'writes', ...given(facts) },
      ...(facts.prNumber !== undefined && { sha: this.base }),
      ...(facts.cancelled && { cancelled: facts.cancelled }),
    });
    const path = run.outputs['record-path'];
    return path === undefined ? [] : readFileSync(path, 'utf8').split('\n').slice(0, -1);
  }

  /** GitHub starts a run of the half that runs, whatever it comes to; answers the payload of the event. */
  ran(mode = 'run', event: RunEvent = 'pull_request', facts: Started = {}): unknown {
    const { payload, headSha, headBranch } = this.#started(event, facts);
    this.about.admit?.({ name: event, payload, mode });
    const title =
      event === 'pull_request' ? (facts.title ?? 'A change') : titleOf(RUN_WORKFLOW, { name: event, payload });
    this.#run = { event, headSha, headBranch, title };
    this.#createdAt = new Date().toISOString();
    this.#id = this.github.ran({
      workflow_id: WORKFLOW_ID,
      run_number: 1,
      run_attempt: 1,
      event,
      head_sha: headSha,
      head_branch: headBranch,
      display_title: title,
      path: WORKFLOW_PATH,
      created_at: this.#createdAt,
    });
    return payload;
  }

  upload(bytes: Uint8Array, name = 'formative-record-1'): void {
    this.github.upload(this.#id, { name, bytes });
  }

  /** The half that judges, in a checkout of the default branch. */
  report(facts: Partial<WorkflowRunFacts> = {}): Promise<ActionRun> {
    this.repository.git('switch', '-q', '--detach', 'main');
    const { fork } = this.about;
    const where = { ...this.#run, ...(fork !== undefined && { fork }) };
    const about = { id: this.#id, createdAt: this.#createdAt, ...where, ...facts };
    const payload = workflowRunPayload(this.github.repository, about);
    this.about.admit?.({ name: 'workflow_run', payload, mode: 'report' });
    return this.#act('workflow_run', {
      payload,
      inputs: { mode: 'report', token: this.about.app ?? 'writes' },
    });
  }

  /** A push to the branch. */
  push(files: Readonly<Record<string, string>>): void {
    this.repository.git('switch', '-q', 'topic');
    this.head = this.repository.commit('another', files);
    this.github.push(this.number, this.head);
  }

  /** The default branch is pushed to, and the action remembers what its evals came to. */
  pushed(inputs: Readonly<Record<string, string>> = { history: HISTORY }): Promise<ActionRun> {
    const { repository, base, github } = this;
    repository.git('switch', '-q', '--detach', 'main');
    const payload = pushPayload(github.repository, { ref: 'refs/heads/main', before: base, after: base });
    this.about.admit?.({ name: 'push', payload, mode: 'baseline' });
    return this.#act('push', { payload, inputs: { mode: 'baseline', token: 'reads', ...inputs } });
  }

  /** Somebody writes a comment, and the job hears it that obeys comments; answers the signs that it left there. */
  async command(login: string, body: string): Promise<readonly string[]> {
    const { github, number } = this;
    this.repository.git('switch', '-q', '--detach', 'main');
    const id = await github.say(number, login, body);
    const job = await this.hear('issue_comment', issueCommentPayload(github.repository, { number, id, body, login }));
    if (job.code !== 0) throw new Error(`The comment was not heard: ${job.stdout}${job.stderr}`);
    return github.reactions(id).map((sign) => sign.replace('github-actions[bot] ', ''));
  }

  /** What the runner starts when a job has ended. */
  async afterwards(): Promise<ActionRun> {
    const [job, last] = [this.#job, this.runs.at(-1)];
    if (job === undefined || last === undefined) throw new Error('No job has ended yet.');
    const run = await runAction({ ...job, cancelled: NEVER, state: last.state });
    this.runs.push(run);
    return run;
  }

  /** The job that obeys what somebody asks for. */
  hear(name: string, payload: unknown): Promise<ActionRun> {
    this.about.admit?.({ name, payload, mode: 'command' });
    return this.#act(name, { payload, inputs: { mode: 'command', token: this.about.app ?? 'commands' } });
  }

  /** Checks out what GitHub would, and tells of it as GitHub does. */
  #started(
    event: RunEvent,
    { merge, prNumber, ...facts }: Started,
  ): { payload: unknown; headSha: string; headBranch: string } {
    const { repository, base, head, number } = this;
    const name = this.github.repository;
    repository.git('update-ref', 'refs/remotes/origin/main', base);
    if (event === 'workflow_dispatch' && prNumber === undefined) {
      repository.git('switch', '-q', '--detach', 'topic');
      return { payload: dispatchPayload(name, 'refs/heads/topic'), headSha: head, headBranch: 'topic' };
    }
    repository.git('switch', '-q', '--detach', merge === 'none' ? 'topic' : base);
    if (merge !== 'none') repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'topic');
    if (prNumber !== undefined) {
      if (merge !== 'none') this.github.merges(number, repository.git('rev-parse', 'HEAD'), [base, head]);
      return { payload: dispatchPayload(name, 'refs/heads/main', prNumber), headSha: base, headBranch: 'main' };
    }
    if (event === 'pull_request') {
      const { fork } = this.about;
      const side = { ref: 'topic', sha: head, ...(fork !== undefined && { fork }) };
      const seed = { base: { ref: 'main', sha: base }, head: side, commits: 1, ...facts };
      const payload = pullRequestPayload({ ...seed, number, repository: name });
      return { payload, headSha: head, headBranch: 'topic' };
    }
    const merged = repository.git('rev-parse', 'HEAD');
    this.github.knows(merged);
    const headBranch = `gh-readonly-queue/main/pr-${number}-${base}`;
    return { payload: mergeGroupPayload(name, { base, head: merged, number }), headSha: merged, headBranch };
  }

  async #act(eventName: string, { payload, inputs, ...given }: Job): Promise<ActionRun> {
    const { user, env } = this.about;
    const { sha = this.repository.git('rev-parse', 'HEAD'), ...more } = given;
    if (user !== undefined) giveTo(user, this.repository.root);
    this.#job = {
      workspace: this.repository.root,
      ...{ eventName, payload, sha, inputs, apiUrl: this.github.url },
      env: { GITHUB_RUN_ID: String(this.#id), ...env },
      ...(user !== undefined && asUser(user)),
      ...more,
    };
    const run = await runAction(this.#job);
    this.runs.push(run);
    return run;
  }
}

const RUN_WORKFLOW = readFileSync('docs/workflows/formative-run.yml', 'utf8');

/** Nobody cancels what cleans up. */
const NEVER = new Promise<void>(() => undefined);

function given({ prNumber }: Started): Record<string, string> {
  return prNumber === undefined ? {} : { 'pr-number': prNumber };
}

function asUser(user: User): Pick<ActionRunOptions, 'command' | 'prepare'> {
  const { node, action } = productFor();
  return {
    command: [...user.before, node, action],
    prepare: (temp) => {
      giveTo(user, temp);
    },
  };
}

export function archiveOf(lines: readonly string[]): Buffer {
  return zip([{ name: RECORD, bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')), described: true }]);
}

/** The same record, whole again after lines were taken out or put in. */
export function ended(lines: readonly string[]): readonly string[] {
  const body = lines.filter((line) => !line.startsWith('{"kind":"end"'));
  return [...body, JSON.stringify({ kind: 'end', lines: body.length })];
}
