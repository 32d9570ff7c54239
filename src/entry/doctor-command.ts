import { doctor, type Outlook } from '../app/doctor.js';
import { exitCodeOf } from '../core/doctor/finding.js';
import { remoteOf, type Remote } from '../core/doctor/remote.js';
import { doctorFor, doctorJson } from '../core/report/doctor.js';
import { writeReport } from '../edges/files/report-file.js';
import { openRepository } from '../edges/git/open-repository.js';
import { openClient } from '../edges/github/client.js';
import { readSettings } from '../edges/github/repository-settings.js';
import type { DoctorArguments } from './cli-command.js';
import { withWorld } from './open-world.js';
import { terminalOf } from './print-reports.js';

/** `formative doctor`: holes of the set-up, with what to do. 0: none; 1: a hole; 2: something could not be looked at. */
export async function runDoctor(asked: DoctorArguments, version: string): Promise<number> {
  const settings = await settingsOf(version);
  const world = {
    cwd: process.cwd(),
    progress: () => undefined,
    callerEnv: {},
    path: process.env['PATH'] ?? '',
    version,
    judges: { kind: 'none', why: 'nothing is judged' } as const,
  };
  const findings = await withWorld(world, async ({ repository, chooseSandbox }) => {
    const chosen = await chooseSandbox('required');
    const sandbox: Outlook['sandbox'] = chosen.kind === 'held' ? { kind: 'held', name: chosen.sandbox.name } : chosen;
    return doctor(repository, { folder: asked.folder, checkName: asked.checkName, sandbox, ...settings });
  });
  if (asked.json === '-') process.stdout.write(doctorJson(findings));
  else process.stdout.write(doctorFor(findings, terminalOf(process.stdout)));
  if (asked.json !== undefined && asked.json !== '-') await writeReport(asked.json, doctorJson(findings));
  return exitCodeOf(findings);
}

type Settings = Pick<Outlook, 'rules' | 'tokenDefault'>;

async function settingsOf(version: string): Promise<Settings> {
  const token = process.env['GITHUB_TOKEN'] ?? '';
  if (token === '') return unseen('there is no GITHUB_TOKEN');
  const place = await placeHere();
  if (typeof place === 'string') return unseen(place);
  const { api, owner, repo } = place;
  return readSettings(openClient({ token, baseUrl: api, userAgent: `formative/${version}` }), { owner, repo });
}

function unseen(why: string): Settings {
  return { rules: { kind: 'unseen', why }, tokenDefault: { kind: 'unseen', why } };
}

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly api: string;
}

/** What the environment names goes before what the clone knows; or why neither will do. */
async function placeHere(): Promise<Place | string> {
  const remote = await remoteHere();
  const [owner = '', repo = ''] = (process.env['GITHUB_REPOSITORY'] ?? '').split('/');
  const named = owner !== '' && repo !== '' ? { owner, repo, host: 'github.com' } : remote;
  if (named === undefined) return 'neither GITHUB_REPOSITORY nor the remote `origin` names a repository';
  const api = process.env['GITHUB_API_URL'];
  if (api !== undefined && api !== '') return { ...named, api };
  // A token is never sent to a host that only the clone's own settings name.
  if (named.host !== 'github.com') return `the remote is on ${named.host}, and GITHUB_API_URL does not name its API`;
  return { ...named, api: 'https://api.github.com' };
}

async function remoteHere(): Promise<Remote | undefined> {
  const repository = await openRepository(process.cwd());
  try {
    return remoteOf((await repository.remoteUrl()) ?? '');
  } finally {
    await repository.close();
  }
}
