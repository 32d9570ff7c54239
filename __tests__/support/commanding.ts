import type { Note } from '../../src/core/commands/note.js';
import { markerOf } from '../../src/core/report/marker.js';
import { removeRun, runAction, type ActionRun } from './action-run.js';
import { pullRequest } from './cli.js';
import { startGithub, type StandIn } from './github/github.js';
import { issueCommentPayload } from './github/payloads.js';
import { workflowToken, type Role } from './github/world.js';
import type { TemporaryRepository } from './temporary-repository.js';
import { giveTo, productFor, type User } from './threats/users.js';

/** The digest of what head did of the one case that broke. */
const DIGEST = 'd'.repeat(64);
export const BROKEN = 'say/hi';

/** A pull request with a report on it, and who is around. */
export interface Around {
  readonly policy?: string;
  readonly author?: string;
  /** Name of its branch. */
  readonly branch?: string;
  readonly collaborators?: Readonly<Record<string, Role>>;
  /** What is different about the note of our comment. */
  readonly note?: Partial<Note>;
  /** When the run of the head was started. */
  readonly ranAt?: string;
}

/** Someone's comment, and what happens to it. */
export interface Said {
  readonly by: string;
  readonly body: string;
  readonly action?: 'created' | 'edited';
  /** Between the comment and the start of the job. */
  readonly before?: (github: StandIn, pull: number, comment: number) => unknown;
  /** How often the event is delivered. */
  readonly times?: number;
}

export interface Comment extends Around, Said {}

/** What came of a comment. */
export interface Commanded {
  readonly jobs: readonly ActionRun[];
  readonly reactions: readonly string[];
  /** Workflow runs that were started again. */
  readonly reruns: readonly string[];
  readonly note: string;
  /** Our comment without its hidden line. */
  readonly report: string;
  readonly comment: number;
  /** What was posted on commits. */
  readonly checks: number;
}

/** Delivers a comment to the built action, as GitHub does. */
export type Hear = (said: Said) => Promise<Commanded>;

const HEAD_RUN = { event: 'pull_request', path: '.github/workflows/formative-run.yml', status: 'completed' };

/** One comment on a pull request of its own. */
export function command(user: User, comment: Comment): Promise<Commanded> {
  return onReported(user, comment, (hear) => hear(comment));
}

/** Opens a pull request with a report on the stand-in for GitHub, for comments one after another. */
export async function onReported<T>(user: User, around: Around, play: (hear: Hear) => Promise<T>): Promise<T> {
  const github = await startGithub({
    people: ['mallory', 'copilot-swe-agent[bot]'],
    collaborators: { maintainer: 'write', boss: 'admin', ...around.collaborators },
    tokens: { commands: workflowToken({ actions: 'write', contents: 'read', pull_requests: 'write' }) },
  });
  try {
    const reported = await openReported(github, around);
    return await play((said) => heard(reported, user, said));
  } finally {
    await github.close();
  }
}

interface Reported {
  readonly github: StandIn;
  readonly repository: TemporaryRepository;
  readonly base: string;
  readonly number: number;
  /** Id of our comment. */
  readonly report: number;
  readonly runs: { readonly trials: number; readonly judge: number };
}

async function openReported(github: StandIn, around: Around): Promise<Reported> {
  const { author = 'mallory', branch = 'topic' } = around;
  const policy = around.policy === undefined ? {} : { 'evals/_formative.yml': around.policy };
  const repository = pullRequest({ 'say.sh': 'echo hello', ...policy }, { 'say.sh': 'echo bye' });
  const [base, head] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'topic')];
  repository.git('switch', '-q', 'main');
  const seed = { author, base: { ref: 'main', sha: base }, head: { ref: branch, sha: head, fork: 'mallory' } };
  const number = await github.pullRequest(seed);
  const run = github.ran({ ...HEAD_RUN, head_sha: head, created_at: around.ranAt ?? '2020-01-01T00:00:00Z' });
  const judge = github.ran({ ...HEAD_RUN, head_sha: base, event: 'workflow_run', created_at: '2020-01-01T00:00:00Z' });
  const runs = { trials: run, judge };
  const note: Note = { at: 1, runs, open: [[BROKEN, DIGEST]], accepts: [], explain: [], ...around.note };
  const report = await github.say(number, 'github-actions[bot]', `${markerOf(head, note)}\n### ❌ It broke\n`);
  return { github, repository, base, number, report, runs };
}

async function heard(reported: Reported, user: User, said: Said): Promise<Commanded> {
  const { github, repository, number, base } = reported;
  const { by, body, action = 'created' } = said;
  const id = await github.say(number, by, body);
  await said.before?.(github, number, id);
  giveTo(user, repository.root);
  const { node, action: entry } = productFor();
  const calls = github.calls.length;
  const jobs: ActionRun[] = [];
  for (let time = 0; time < (said.times ?? 1); time += 1) {
    const job = await runAction({
      workspace: repository.root,
      eventName: 'issue_comment',
      payload: issueCommentPayload(github.repository, { action, number, id, body, login: by }),
      sha: base,
      apiUrl: github.url,
      inputs: { mode: 'command', token: 'commands' },
      command: [...user.before, node, entry],
      prepare: (temp) => {
        giveTo(user, temp);
      },
    });
    jobs.push(job);
    await removeRun(job);
  }
  return outcomeOf(reported, { jobs, id, calls: github.calls.slice(calls) });
}

async function outcomeOf(
  { github, number, report, runs: { trials, judge } }: Reported,
  { jobs, id, calls }: { readonly jobs: readonly ActionRun[]; readonly id: number; readonly calls: StandIn['calls'] },
): Promise<Commanded> {
  const text = (await github.comments(number)).find((it) => it.id === report)?.body ?? '';
  const reruns = calls.flatMap(({ method, path }) =>
    method === 'POST' ? (/runs\/(\d+)\/rerun$/.exec(path)?.[1] ?? []) : [],
  );
  return {
    jobs,
    reactions: github.reactions(id),
    reruns: reruns.map((it) => (Number(it) === trials ? 'trials' : Number(it) === judge ? 'judge' : it)),
    note: /note=(\S+)/.exec(text)?.[1] ?? '',
    report: text.replace(/^.*\n/, ''),
    comment: id,
    checks: calls.filter(({ method, path }) => method === 'POST' && path.includes('check')).length,
  };
}

/** How the record of an accept stands in a note. */
export function recorded(comment: number): string {
  const accepts = [{ comment, case: BROKEN, digest: DIGEST }];
  return JSON.stringify({ accepts }).slice(1, -1).replaceAll(' ', '');
}
