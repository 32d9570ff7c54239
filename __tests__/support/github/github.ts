import { checks } from './checks.js';
import { comments } from './comments.js';
import { commits } from './commits.js';
import { type Objection, openDescription } from './description.js';
import { dress } from './dress.js';
import { type Ask, type Json, refusal, type Reply, type Responder } from './exchange.js';
import { answerOf, createFaults, type Fault, type Faults } from './faults.js';
import { type Call, createJournal } from './journal.js';
import { limits } from './limits.js';
import { people } from './people.js';
import { pulls } from './pulls.js';
import { reactions } from './reactions.js';
import { runs } from './runs.js';
import { settings } from './settings.js';
import { serve } from './server.js';
import { statuses } from './statuses.js';
import { stage } from './stage.js';
import { startUpstream, type Upstream } from './upstream.js';
import { createWorld, type PullRequestSeed, type World, type WorldSeed } from './world.js';

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly html_url: string;
  readonly user: { readonly id: number; readonly login: string; readonly type: string };
  readonly performed_via_github_app: { readonly slug: string } | null;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly external_id: string;
  readonly html_url: string;
  readonly app: { readonly slug: string };
  readonly output: { readonly title: string; readonly summary: string; readonly text: string | null };
  readonly annotations: readonly Json[];
}

/** A GitHub on the loopback address, with one repository. */
export interface StandIn {
  /** What `GITHUB_API_URL` has to be. */
  readonly url: string;
  readonly repository: string;
  /** Every call from outside, in order. */
  readonly calls: readonly Call[];
  /** Calls that GitHub's own description of its API does not allow. Where archives lie is no part of it, nor is GraphQL. */
  violations(): readonly Call[];
  /** Makes a pull request and its commits known; answers its number. */
  pullRequest(seed: PullRequestSeed): Promise<number>;
  /** A push to the pull request's branch. */
  push(pull: number, sha: string): void;
  /** Someone turns the pull request to another base. */
  retarget(pull: number, base: { readonly ref: string; readonly sha: string }): void;
  /** GitHub makes a trial merge of the pull request: of its base and its head. */
  merges(pull: number, sha: string, sides: readonly [string, string]): void;
  /** Someone gives the pull request a label. */
  label(pull: number, name: string): void;
  /** Someone closes the pull request. */
  shut(pull: number): void;
  /** Makes commits known, so that they can have checks. */
  knows(...shas: readonly string[]): void;
  /** Someone writes a comment; answers its id. */
  say(pull: number, login: string, body: string): Promise<number>;
  /** Someone gives a comment another text. */
  rewrite(comment: number, body: string): Promise<void>;
  erase(comment: number): Promise<void>;
  /** Who left which reactions on a comment: `login content`. */
  reactions(comment: number): readonly string[];
  lock(pull: number): void;
  comments(pull: number): Promise<readonly Comment[]>;
  /** All runs on a commit, oldest first. */
  checks(sha: string): Promise<readonly CheckRun[]>;
  /** A run of a workflow; answers its id. */
  ran(run: Json): number;
  /** Ids of runs that were started again, in order, also where the answer was lost. */
  readonly reruns: readonly number[];
  upload(
    run: number,
    artifact: { readonly name: string; readonly bytes: Uint8Array; readonly expired?: boolean },
  ): void;
  /** Answers what ends it. */
  fail(fault: Fault): () => void;
  /** Rejects where somebody asked for what GitHub does not describe: so every test that ends well has asked for nothing else. */
  close(): Promise<void>;
}

/** Starts it; one is enough for a whole test file. Needs Node 22.15. */
export async function startGithub(seed: WorldSeed): Promise<StandIn> {
  const world = createWorld(seed);
  const [upstream, objection] = await Promise.all([startUpstream(world), openDescription()]);
  const faults = createFaults();
  const journal = createJournal();
  const respond = responder({ world, upstream, faults, objection });
  const server = await serve(async (ask) => {
    const reply = await respond(ask).catch((error: unknown) => refusal(500, `The stand-in failed: ${String(error)}`));
    journal.write(ask, { status: typeof reply === 'string' ? reply : reply.status, objection: objection(ask) });
    return reply;
  });
  world.origin = server.url;
  const violations = (): readonly Call[] =>
    journal.calls.filter(
      ({ objection, path }) => objection !== undefined && !path.includes('/signed/') && path !== '/graphql',
    );
  return {
    url: server.url,
    repository: world.repository,
    calls: journal.calls,
    violations,
    reruns: world.reruns,
    fail: (fault) => faults.add(fault),
    close: async () => {
      await server.close();
      await upstream.close();
      if (seed.mistakes !== 'wanted') refuse(violations());
    },
    ran: (run) => {
      const id = world.nextId();
      world.workflowRuns.push({ id, ...run });
      return id;
    },
    upload: (run, { name, bytes, expired = false }) => {
      world.artifacts.push({ id: world.nextId(), run, name, bytes, expired });
    },
    ...stage(world, upstream),
  };
}

function refuse(violations: readonly Call[]): void {
  const lines = violations.map(({ method, path, objection }) => `${method} ${path}: ${objection ?? ''}`);
  if (lines.length > 0) throw new Error(`Somebody asked for what GitHub does not describe:\n${lines.join('\n')}`);
}

interface Parts {
  readonly world: World;
  readonly upstream: Upstream;
  readonly faults: Faults;
  readonly objection: Objection;
}

function responder({ world, upstream, faults, objection }: Parts): (ask: Ask) => Promise<Reply | 'cut' | 'hang'> {
  const inTurn: readonly Responder[] = [
    limits(world),
    people(world, upstream),
    (ask) => {
      const against = ask.method === 'GET' ? undefined : objection(ask);
      return against === undefined ? undefined : refusal(422, 'Invalid request.', [against]);
    },
    runs(world),
    checks(world, upstream),
    statuses(world, upstream),
    reactions(world, upstream),
    settings(world),
    pulls(world, upstream),
    commits(world, upstream),
    comments(world, upstream),
  ];
  const answer = async (ask: Ask): Promise<Reply> => {
    for (const respond of inTurn) {
      const reply = await respond(ask);
      if (reply !== undefined) return reply;
    }
    return upstream.forward(ask);
  };
  return async (ask) => {
    const fault = faults.meet(ask);
    if (fault !== undefined && fault.carriedOut !== true) return answerOf(fault);
    const reply = await answer(ask);
    return fault === undefined ? { ...reply, body: dress(world, reply.body) } : answerOf(fault);
  };
}
