import { removeRun, runAction, type ActionRun, type ActionRunOptions } from './action-run.js';
import type { StandIn } from './github/github.js';
import { pullRequestPayload } from './github/payloads.js';
import { TemporaryRepository } from './temporary-repository.js';

type Files = Readonly<Record<string, string>>;

/** A pull request of the branch `topic`, whose pushes are judged one after the other by `mode: all`. */
export class OneJob {
  readonly number: number;
  readonly runs: ActionRun[] = [];
  readonly #github: StandIn;
  readonly #repository: TemporaryRepository;
  readonly #base: { readonly ref: string; readonly sha: string };
  readonly #message: string;
  #head: string;
  #id = 0;
  #job: ActionRunOptions | undefined;

  private constructor(github: StandIn, facts: Omit<Opened, 'github'>) {
    this.#github = github;
    this.#repository = facts.repository;
    this.#base = facts.base;
    this.#message = facts.message;
    this.#head = facts.head;
    this.number = facts.number;
  }

  static async open(github: StandIn, { base, head, message = 'a change' }: Opening): Promise<OneJob> {
    const repository = new TemporaryRepository();
    const main = { ref: 'main', sha: repository.commit('base', base) };
    repository.git('switch', '-q', '-c', 'topic');
    const sha = repository.commit(message, head);
    const number = await github.pullRequest({ base: main, head: { ref: 'topic', sha } });
    return new OneJob(github, { repository, base: main, message, head: sha, number });
  }

  get head(): string {
    return this.#head;
  }

  push(files: Files): void {
    this.#repository.git('switch', '-q', 'topic');
    this.#head = this.#repository.commit(this.#message, files);
    this.#github.push(this.number, this.#head);
  }

  /** A run of the head: each has a higher id than the ones before, as on GitHub. */
  async judge(how: Pick<ActionRunOptions, 'cancelled'> = {}): Promise<ActionRun> {
    const repository = this.#repository;
    repository.git('switch', '-q', '--detach', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'topic');
    const head = { ref: 'topic', sha: this.#head };
    const seed = { base: this.#base, head, number: this.number, repository: this.#github.repository, commits: 1 };
    this.#id += 1;
    this.#job = {
      ...{ workspace: repository.root, eventName: 'pull_request', payload: pullRequestPayload(seed) },
      ...{ sha: repository.git('rev-parse', 'HEAD'), apiUrl: this.#github.url, inputs: { token: 'writes' } },
      env: { GITHUB_RUN_ID: String(this.#id) },
    };
    return this.#act({ ...this.#job, ...how });
  }

  /** What the runner starts when a job has ended, in the last job. */
  afterwards({ state }: ActionRun): Promise<ActionRun> {
    if (this.#job === undefined) throw new Error('Nothing was judged yet.');
    return this.#act({ ...this.#job, state });
  }

  async #act(options: ActionRunOptions): Promise<ActionRun> {
    const run = await runAction(options);
    this.runs.push(run);
    return run;
  }

  /** What stands on the pull request, oldest first. */
  async comments(): Promise<readonly string[]> {
    return (await this.#github.comments(this.number)).map(({ body }) => body);
  }

  async close(): Promise<void> {
    await Promise.all(this.runs.map(removeRun));
  }
}

interface Opening {
  readonly base: Files;
  readonly head: Files;
  /** Of every commit of the branch. */
  readonly message?: string;
}

interface Opened {
  readonly github: StandIn;
  readonly repository: TemporaryRepository;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly message: string;
  readonly head: string;
  readonly number: number;
}
