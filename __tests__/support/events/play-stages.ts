import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { ResultSchema } from '../../../src/core/report/result.js';
import { readMarker } from '../../../src/core/report/marker.js';
import type { Shown, StagesPlay } from '../../fixtures/events.js';
import { removeRun, type ActionRun } from '../action-run.js';
import type { CheckRun, StandIn } from '../github/github.js';
import { WORKFLOW_ID, WORKFLOW_PATH } from '../github/payloads.js';
import { TemporaryRepository } from '../temporary-repository.js';
import { archiveOf, TwoStages, type RunEvent, type Started } from '../two-stages.js';
import { zip } from '../zip.js';
import { admit, NotStarted } from './shipped-workflows.js';

const BASE = {
  'evals/_formative.yml': 'sandbox: off\n',
  'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\npaths: [say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
  'say.sh': 'echo hello',
  [WORKFLOW_PATH]: 'name: Formative run\n',
};

/** Plays a row about a pull request, and tells what stands there in the end. `id` makes its commits its own. */
export async function playStages(github: StandIn, play: StagesPlay, id: number): Promise<Shown> {
  const repository = openRepository(play, id);
  const { fork } = play;
  const stages = await TwoStages.open(github, repository, { ...(fork !== undefined && { fork }), admit });
  const commits = new Map([['old head', stages.head]]);
  try {
    if (play.before !== undefined) {
      await judge(stages, { jobs: play.jobs }, commits);
      pushAgain(stages, play.before.then, play.head);
    }
    const earlier = stages.runs.length;
    const started = await judge(stages, play, commits).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotStarted) return false;
        throw error;
      },
    );
    commits.set('head', stages.head);
    return await shown(stages, commits, started ? stages.runs.slice(earlier) : []);
  } finally {
    await Promise.all(stages.runs.map(removeRun));
  }
}

/** `topic` is one commit on from where it left `main`, and `main` has gone on. */
export function openRepository({ base = {}, head = {}, before, message = 'Say it otherwise' }: StagesPlay, id: number) {
  const repository = new TemporaryRepository();
  const files = Object.entries({ ...BASE, ...base, 'row.md': `${id}` }).filter(([, text]) => text !== '');
  repository.commit('base', Object.fromEntries(files));
  repository.git('switch', '-q', '-c', 'topic');
  commit(repository, message, before?.head ?? head);
  repository.git('switch', '-q', 'main');
  repository.commit('later', { 'later.md': 'x' });
  repository.git('branch', '-q', 'other');
  return repository;
}

/** An empty text removes a file. */
function commit(repository: TemporaryRepository, message: string, files: NonNullable<StagesPlay['head']>): void {
  const [written, removed] = [true, false].map((kept) =>
    Object.entries(files).filter(([, text]) => (text !== '') === kept),
  );
  for (const [path] of removed ?? []) repository.git('rm', '-q', '--', path);
  repository.commit(message, Object.fromEntries(written ?? []));
}

function pushAgain(stages: TwoStages, how: 'push' | 'force-push' | 'nothing', files: StagesPlay['head'] = {}): void {
  if (how === 'nothing') return;
  stages.repository.git('switch', '-q', 'topic');
  if (how === 'force-push') stages.repository.git('reset', '-q', '--hard', 'HEAD~1');
  stages.push(files);
}

/** The jobs of one event, one after another. */
async function judge(stages: TwoStages, play: StagesPlay, commits: Map<string, string>): Promise<void> {
  const { jobs, event = 'pull_request', into, label, ended, closed } = play;
  if (event === 'push') {
    commits.set('pushed', stages.base);
    await stages.pushed();
    return;
  }
  if (closed === true) stages.github.shut(stages.number);
  if (into !== undefined) stages.github.retarget(stages.number, { ref: into, sha: stages.base });
  if (label !== undefined) stages.github.label(stages.number, label);
  if (jobs === 'one') await inOneJob(stages, play, event);
  else await makeTrials(stages, play, event);
  if (event === 'merge_group') commits.set('queue', stages.repository.git('rev-parse', 'HEAD'));
  if (jobs === 'one') return;
  happen(stages, play);
  await stages.report(ended === undefined ? {} : { conclusion: ended });
}

/** Where the job is cancelled, that is once it has asked what was said before; the runner starts what cleans up then. */
async function inOneJob(stages: TwoStages, play: StagesPlay, event: RunEvent): Promise<void> {
  const { github, number } = stages;
  const { ended } = play;
  const started = startedBy(stages, play);
  if (ended === undefined) {
    await stages.record('all', event, started);
    return;
  }
  const isAtWork = async (): Promise<void> => {
    while (!github.calls.some(({ path }) => path.includes(`/issues/${number}/comments`))) await delay(50);
  };
  await stages.record('all', event, { ...started, cancelled: isAtWork() });
  await stages.afterwards();
}

/** The half that runs; where its record is for nothing, only GitHub's side of it. */
async function makeTrials(stages: TwoStages, play: StagesPlay, event: RunEvent): Promise<void> {
  const { record, ended } = play;
  const started = ['run', event, startedBy(stages, play)] as const;
  if (record === undefined && ended === undefined) stages.upload(archiveOf(await stages.record(...started)));
  else stages.ran(...started);
  if (record === 'spoilt') stages.upload(SPOILT);
}

function startedBy(
  { base, number }: TwoStages,
  { action, draft, label, edited, merge, into, given, title }: StagesPlay,
): Started {
  return {
    ...(action !== undefined && { action }),
    ...(draft !== undefined && { draft }),
    ...(label !== undefined && { label, labels: [label] }),
    ...(edited !== undefined && { edited }),
    ...(title !== undefined && { title }),
    ...(given !== undefined && { prNumber: given === 'its number' ? `${number}` : given }),
    ...(merge !== undefined && { merge }),
    ...(into !== undefined && { base: { ref: into, sha: base } }),
  };
}

const SPOILT = zip([{ name: 'package.json', bytes: Buffer.from('{}') }]);

function happen({ github, number, head, base }: TwoStages, { meanwhile }: StagesPlay): void {
  const newer = { workflow_id: WORKFLOW_ID, run_number: 2, run_attempt: 1, event: 'pull_request', head_sha: head };
  switch (meanwhile) {
    case undefined:
      return;
    case 'push':
      github.push(number, head.replace(/^.{8}/, '00000000'));
      return;
    case 'retarget':
      github.retarget(number, { ref: 'other', sha: base });
      return;
    case 'close':
      github.shut(number);
      return;
    case 'newer run ended':
      github.ran({ ...newer, conclusion: 'success' });
      return;
    case 'newer run goes on':
      github.ran({ ...newer, status: 'in_progress', conclusion: null });
      return;
    case 'newer run waits':
      github.ran({ ...newer, status: 'queued', conclusion: null });
  }
}

async function shown(
  { github, number, repository }: TwoStages,
  commits: ReadonlyMap<string, string>,
  jobs: readonly ActionRun[],
): Promise<Shown> {
  const places = [...commits].filter(([place, sha]) => place === 'head' || sha !== commits.get('head'));
  const checks = await Promise.all(
    places.map(async ([place, sha]) => (await github.checks(sha)).map((check) => `${place}: ${said(check)}`)),
  );
  const ours = (await github.comments(number)).filter(({ user }) => user.login === 'github-actions[bot]');
  const comments = ours.map(({ body }) => {
    const place = places.find(([, sha]) => sha === readMarker(body)?.head)?.[0];
    return `${/[❌✅⚠]/u.exec(body)?.[0] ?? ''} ${place ?? 'elsewhere'}`;
  });
  const ends = jobs.map(({ code }) => code);
  return {
    judged: isRemembered(repository, jobs.at(-1)) ? 'what was pushed' : judgedTree(repository, jobs.at(-1)),
    checks: checks.flat(),
    comment: comments.join(', ') || 'none',
    job: ends.length === 0 ? 'none starts' : ends.every((code) => code === 0) ? 'green' : 'red',
  };
}

export function said({ name, conclusion, output }: CheckRun): string {
  const alias = name === 'formative' ? '' : `\`${name}\` `;
  return `${alias}${conclusion ?? 'open'}, ${output.title}`;
}

/** A job that remembers says of which commit, and of how many cases. */
function isRemembered(repository: TemporaryRepository, job: ActionRun | undefined): boolean {
  const remembered = /Cases run on (\w{10}): [1-9]/.exec(job?.stdout ?? '')?.[1];
  return remembered === repository.git('rev-parse', 'main').slice(0, 10);
}

function judgedTree(repository: TemporaryRepository, job: ActionRun | undefined): Shown['judged'] {
  const path = job?.outputs['result-path'] ?? '';
  if (path === '') return 'nothing';
  const { cases, proposed, head } = ResultSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (cases.length + proposed.length === 0) return 'nothing';
  if (head.tree === repository.git('rev-parse', 'topic^{tree}')) return 'head';
  const merged = repository.git('merge-tree', '--write-tree', 'main', 'topic');
  if (head.tree !== merged) throw new Error(`What was judged is neither the head nor its merge: ${head.tree}`);
  return 'head merged into base';
}
