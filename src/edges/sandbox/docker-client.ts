import { textOf } from '../../core/run/content.js';
import { describeEnding } from '../../core/run/trial.js';
import { captureNow } from '../process/capture-now.js';
import { runProgram } from '../process/run-program.js';

/** How a daemon on this machine is spoken to. */
export interface DockerClient {
  /** `docker`, its socket, and a folder of settings that is empty: no context, proxy or plugin of the user's. */
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

export type Answer =
  { readonly kind: 'said'; readonly text: string } | { readonly kind: 'failed'; readonly why: string };

/** Seconds for one question: a daemon that hangs must not hang us. */
const PATIENCE = 30;

export function dockerClient(docker: string, socket: string, settings: string): DockerClient {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: settings };
  return { argv: [docker, '--config', settings, '--host', `unix://${socket}`], env };
}

/** Asks the daemon for something that is not a trial. Never throws. */
export async function ask({ argv, env }: DockerClient, ...words: readonly string[]): Promise<Answer> {
  const [program, ...before] = argv;
  const rest = { stdin: '', timeout: PATIENCE, network: true, maxOutput: 2 ** 22, writable: [] };
  const ran = await runProgram({ argv: [program, ...before, ...words], cwd: '/', env, ...rest });
  if (ran.ending.kind === 'exited' && ran.ending.code === 0) return { kind: 'said', text: textOf(ran.stdout).trim() };
  const said = textOf(ran.stderr).trim().split('\n')[0] ?? '';
  return { kind: 'failed', why: said === '' ? `docker ${describeEnding(ran.ending)}` : said };
}

/** Removes every container with a label, and what runs in it, before it returns: for handlers that cannot await. */
export function removeAllNow({ argv, env }: DockerClient, label: string): void {
  const asked = (...words: readonly string[]): string => captureNow([...argv, ...words], { env, patience: PATIENCE });
  const left = asked('ps', '--all', '--quiet', '--no-trunc', '--filter', `label=${label}`).split('\n').filter(Boolean);
  if (left.length > 0) asked('rm', '--force', ...left);
}
