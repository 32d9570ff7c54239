import { readMarker } from '../../../src/core/report/marker.js';
import type { Asked, CommandPlay, CommandRow } from '../../fixtures/events.js';
import { removeRun, type ActionRun } from '../action-run.js';
import type { StandIn } from '../github/github.js';
import { checkRunPayload, issueCommentPayload } from '../github/payloads.js';
import { archiveOf, TwoStages, type Delivered } from '../two-stages.js';
import { openRepository, said } from './play-stages.js';
import { admit, NotStarted } from './shipped-workflows.js';

/** A GitHub App of the team reports: of checks by GitHub Actions nobody is told. */
const APP = 'team-app';
const SIGNS: Readonly<Record<string, string>> = { eyes: '👀', rocket: '🚀', confused: '😕' };

/** Plays what somebody asks for on one pull request that was judged, and tells what stands there after each: those that change it last. */
export async function playCommands(
  github: StandIn,
  rows: readonly CommandRow[],
  tell: (row: CommandRow, asked: Asked) => void,
): Promise<void> {
  const repository = openRepository({ jobs: 'two', head: { 'docs.md': 'x' } }, rows.length);
  const stages = await TwoStages.open(github, repository, { app: APP, admit });
  try {
    stages.upload(archiveOf(await stages.record()));
    await stages.report();
    const isChanging = ({ comment }: CommandRow): number => Number(comment.startsWith('judging'));
    for (const row of rows.toSorted((one, other) => isChanging(one) - isChanging(other))) {
      tell(row, await playCommand(github, stages, row.play));
    }
  } finally {
    await Promise.all(stages.runs.map(removeRun));
  }
}

async function playCommand(github: StandIn, stages: TwoStages, play: CommandPlay): Promise<Asked> {
  const { head, number } = stages;
  if (play.meanwhile === 'push') github.push(number, head.replace(/^.{8}/, '00000000'));
  const before = github.reruns.length;
  const { comment, event } = await asking(github, stages, play);
  const job = await heard(stages, event);
  if (play.meanwhile === 'push') github.push(number, head);
  const ours = (await github.comments(number)).filter(({ user }) => user.login === `${APP}[bot]`);
  return {
    checks: (await github.checks(head)).map((check) => `head: ${said(check)}`),
    comment: ours.map(({ body }) => signOf(body, head)).join(', ') || 'none',
    job: job === undefined ? 'none starts' : job.code === 0 ? 'green' : 'red',
    reactions: comment === undefined ? 'none' : signsOn(github, comment),
    started: github.reruns.slice(before).includes(stages.run) ? 'the run' : 'nothing',
  };
}

async function asking(
  github: StandIn,
  { number, head }: TwoStages,
  { by, says, edited, onIssue, check = {} }: CommandPlay,
): Promise<{ readonly comment?: number; readonly event: Omit<Delivered, 'mode'> }> {
  if (says === undefined) {
    const { name = 'formative', app = APP } = check;
    const sender = { id: 1, login: by, type: by.endsWith('[bot]') ? 'Bot' : 'User' };
    const payload = checkRunPayload(github.repository, { name, app, headSha: head, sender });
    return { event: { name: 'check_run', payload } };
  }
  const comment = await github.say(number, by, says);
  const facts = { number, id: comment, body: says, login: by, ...(onIssue && { onIssue }) };
  const payload = issueCommentPayload(github.repository, { ...facts, action: edited ? 'edited' : 'created' });
  return { comment, event: { name: 'issue_comment', payload } };
}

async function heard(stages: TwoStages, { name, payload }: Omit<Delivered, 'mode'>): Promise<ActionRun | undefined> {
  stages.repository.git('switch', '-q', '--detach', 'main');
  try {
    return await stages.hear(name, payload);
  } catch (error) {
    if (error instanceof NotStarted) return undefined;
    throw error;
  }
}

function signOf(body: string, head: string): string {
  const sign = body.includes('### Judging ') ? 'judging' : (/[❌✅⚠]/u.exec(body)?.[0] ?? '');
  return `${sign} ${readMarker(body)?.head === head ? 'head' : 'elsewhere'}`;
}

function signsOn(github: StandIn, comment: number): string {
  const left = github.reactions(comment).map((sign) => SIGNS[sign.replace(`${APP}[bot] `, '')] ?? sign);
  return left.join(' ') || 'none';
}
