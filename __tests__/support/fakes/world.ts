import type { Progress, Sandbox } from '../../../src/app/ports.js';
import { judge, type Request } from '../../../src/app/judge.js';
import type { Judges, Outside, World } from '../../../src/app/world.js';
import type { Policy } from '../../../src/core/evals/policy.js';
import type { CaseResult, Result } from '../../../src/core/report/result.js';
import { FakeRepository, type Edits, type Files } from './fake-repository.js';
import { FakeSandbox, type Behaviour } from './fake-sandbox.js';
import { FakeWorkspaces } from './fake-workspaces.js';

export interface WorldParts {
  readonly programs?: Readonly<Record<string, Behaviour>>;
  readonly width?: number;
  readonly callerEnv?: Readonly<Record<string, string>>;
  /** Takes the place of the fake one, for a port that fails. */
  readonly sandbox?: Sandbox;
  readonly judges?: Judges;
}

/** Everything outside, in memory, with a clock that only a test moves. */
export class FakeWorld {
  readonly repository = new FakeRepository();
  readonly workspaces = new FakeWorkspaces(this.repository);
  readonly sandbox: FakeSandbox;
  readonly stop = new AbortController();
  readonly progress: Progress[] = [];
  readonly world: World;
  #seconds = 1000;

  constructor({ programs = {}, width = 2, callerEnv = {}, sandbox, judges }: WorldParts = {}) {
    this.sandbox = new FakeSandbox(this.workspaces.disk, programs, (seconds) => {
      this.advance(seconds);
    });
    this.world = {
      repository: this.repository,
      workspaces: this.workspaces,
      sandbox: sandbox ?? this.sandbox,
      chooseSandbox: () => Promise.resolve({ kind: 'held', sandbox: sandbox ?? this.sandbox }),
      clock: () => this.#seconds,
      judges: judges ?? { kind: 'none', why: 'there is none here' },
      progress: (event) => this.progress.push(event),
      signal: this.stop.signal,
      width,
      path: '/bin',
      callerEnv,
      version: '0.0.0',
    };
  }

  advance(seconds: number): void {
    this.#seconds += seconds;
  }

  async judge(request: Partial<Request> = {}, outside: Partial<Outside> = {}): Promise<Story> {
    const { result, policy } = await judge({ ...REQUEST, ...request }, { ...this.world, ...outside });
    const changes = Object.fromEntries(result.cases.map((it) => [it.id, it.change]));
    return { result, policy, changes };
  }
}

export const REQUEST: Request = {
  folder: 'evals',
  evalsFrom: 'base',
  only: [],
  fullBase: false,
  diagnose: true,
  sandbox: { kind: 'exactly', how: 'off' },
  seed: { kind: 'fresh', runId: 'run-1' },
};

export interface Story {
  readonly result: Result;
  readonly policy: Policy;
  readonly changes: Readonly<Record<string, CaseResult['change']>>;
}

/** A world whose repository has a base on `main` and a branch `topic` with these commits. */
export function aPullRequest(base: Files, commits: readonly Edits[], parts: WorldParts = {}): FakeWorld {
  const world = new FakeWorld(parts);
  world.repository.add('base', base);
  world.repository.switchTo('topic');
  commits.forEach((edits, index) => world.repository.add(`commit ${index}`, edits));
  return world;
}
