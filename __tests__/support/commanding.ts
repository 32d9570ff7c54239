import type { Note } from '../../src/core/commands/note.js';
import { markerOf } from '../../src/core/report/marker.js';
import { removeRun, runAction, type ActionRun } from './action-run.js';
import { pullRequest } from './cli.js';
import { startGithub, type StandIn } from './github/github.js';
import { issueCommentPayload } from './github/payloads.js';
import { workflowToken, type Role } from './github/world.js';
import { giveTo, productFor, type User } from './threats/users.js';

/** The digest of what head did of the one case that broke. */
const DIGEST = 'd'.repeat(64);
export const BROKEN = 'say/hi';

/** Someone's comment on a pull request with a report on it, and what happens around it. */
export interface Comment {
  readonly by: string;
  readonly body: string;
  readonly action?: 'created' | 'edited';
  readonly policy?: string;
  readonly author?: string;
  readonly collaborators?: Readonly<Record<string, Role>>;
  /** What is different about the note of our comment. */
  readonly note?: Partial<Note>;
  /** When the run of the head was started. */
  readonly ranAt?: string;
  /** Between the comment and the start of the job. */
  readonly before?: (github: StandIn, pull: number, comment: number) => unknown;
  /** How often the event is delivered. */
  readonly times?: number;
}

export interface Commanded {
  readonly jobs: readonly ActionRun[];
  readonly reactions: readonly string[];
  /** Workflow runs that were started again. */
  readonly reruns: readonly string[];
  readonly note: string;
  /** Our comment without its hidden line. */
  readonly report: string;
  readonly comment: number;
  readonly violations: number;
  /** What was posted on commits. */
  readonly checks: number;
}

const HEAD_RUN = { event: 'pull_request', path: '.github/workflows/formative-run.yml', status: 'completed' };

/** Delivers a comment to the built action, as GitHub does. */
export async function command(user: User, comment: Comment): Promise<Commanded> {
  const github = await startGithub({
    people: ['mallory', 'copilot-swe-agent[bot]'],
    collaborators: { maintainer: 'write', boss: 'admin', ...comment.collaborators },
    tokens: { commands: workflowToken({ actions: 'write', contents: 'read', pull_requests: 'write' }) },
  });
  try {
    return await delivered(github, user, comment);
  } finally {
    await github.close();
  }
}

async function delivered(github: StandIn, user: User, comment: Comment): Promise<Commanded> {
  const { by, body, author = 'mallory', action = 'created' } = comment;
  const policy = comment.policy === undefined ? {} : { 'evals/_formative.yml': comment.policy };
  const repository = pullRequest({ 'say.sh': 'echo hello', ...policy }, { 'say.sh': 'echo bye' });
  const [base, head] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'topic')];
  repository.git('switch', '-q', 'main');
  const seed = { author, base: { ref: 'main', sha: base }, head: { ref: 'topic', sha: head, fork: 'mallory' } };
  const number = await github.pullRequest(seed);
  const run = github.ran({ ...HEAD_RUN, head_sha: head, created_at: comment.ranAt ?? '2020-01-01T00:00:00Z' });
  const judge = github.ran({ ...HEAD_RUN, head_sha: base, event: 'workflow_run', created_at: '2020-01-01T00:00:00Z' });
  const runs = { trials: run, judge };
  const note: Note = { at: 1, runs, open: [[BROKEN, DIGEST]], accepts: [], explain: [], ...comment.note };
  const report = await github.say(number, 'github-actions[bot]', `${markerOf(head, note)}\n### ❌ It broke\n`);
  const id = await github.say(number, by, body);
  await comment.before?.(github, number, id);
  giveTo(user, repository.root);
  const { node, action: entry } = productFor();
  const jobs: ActionRun[] = [];
  for (let time = 0; time < (comment.times ?? 1); time += 1) {
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
  return outcomeOf(github, jobs, { number, id, report, runs });
}

interface Played {
  readonly number: number;
  /** Ids of the command's comment and of ours. */
  readonly id: number;
  readonly report: number;
  readonly runs: { readonly trials: number; readonly judge: number };
}

async function outcomeOf(
  github: StandIn,
  jobs: readonly ActionRun[],
  { number, id, report, runs }: Played,
): Promise<Commanded> {
  const { trials: run, judge } = runs;
  const text = (await github.comments(number)).find((it) => it.id === report)?.body ?? '';
  const reruns = github.calls.flatMap(({ method, path }) =>
    method === 'POST' ? (/runs\/(\d+)\/rerun$/.exec(path)?.[1] ?? []) : [],
  );
  return {
    jobs,
    reactions: github.reactions(id),
    reruns: reruns.map((it) => (Number(it) === run ? 'trials' : Number(it) === judge ? 'judge' : it)),
    note: /note=(\S+)/.exec(text)?.[1] ?? '',
    report: text.replace(/^.*\n/, ''),
    comment: id,
    violations: github.violations().length,
    checks: github.calls.filter(({ method, path }) => method === 'POST' && path.includes('check')).length,
  };
}

/** How the record of an accept stands in a note. */
export function recorded(comment: number): string {
  const accepts = [{ comment, case: BROKEN, digest: DIGEST }];
  return JSON.stringify({ accepts }).slice(1, -1).replaceAll(' ', '');
}
