import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Program, Sandbox } from '../../app/ports.js';
import type { Attempt, Usage } from '../../core/run/trial.js';
import { allPids, commandOf, processEntry } from '../process/processes.js';
import { runProgram } from '../process/run-program.js';
import { whyNotStarted } from '../process/start.js';
import { dockerArguments, OURS, type Container } from './docker-arguments.js';
import { ask, type DockerClient } from './docker-client.js';
import { dockerScript, readLog, type DockerLog, type DockerTools } from './docker-script.js';
import type { Account } from './launch-script.js';
import type { Layout } from './layers.js';
import { watchMemory } from './meter.js';
import { neverRan, notHeld, refusalOf, signalOf } from './outcome.js';
import type { RoomGuard } from './room-guard.js';
import { familyOf } from './use.js';

type Ran = Omit<Attempt, 'files'>;

export interface DockerOptions {
  readonly client: DockerClient;
  readonly tools: DockerTools;
  readonly account: Account;
  readonly owner?: Sandbox['owner'];
  readonly layout: Layout;
  readonly guard: RoomGuard;
  /** A folder of ours that no program sees. */
  readonly folder: string;
  readonly image: string;
  readonly label: string;
  /** See `Container`. */
  readonly alone: string;
  /** A named pipe, open for writing as long as we live. */
  readonly alive: string;
}

const COMPLAINT = /^(?:setpriv: failed to execute .*|.*\/?env: .*|.*: exec: .*): ([^:\n]+)\n$/s;

/** Containers of a daemon on this machine, each for one program. Its first process is root without rights; the program is not root. */
export function dockerSandbox(name: string, options: DockerOptions): Sandbox {
  const owner = options.owner === undefined ? {} : { owner: options.owner };
  return { name, ...owner, run: (program, signal) => runBehind(options, program, signal) };
}

async function runBehind(options: DockerOptions, program: Program, signal?: AbortSignal): Promise<Ran> {
  if (!isFolder(program.cwd)) return neverRan(whyNotStarted('', program) ?? 'its folder does not exist');
  const name = `formative-${randomBytes(6).toString('hex')}`;
  const folder = `${options.folder}/${name}`;
  try {
    const files = makeFiles(folder, options, program);
    const { ran, peakMemory } = await runNamed(options, program, { name, files, signal });
    const log = readLog(textIn(files.log));
    // The client has waited for the container's end; in whatever other way it ended, the container may still run.
    if (ran.ending.kind !== 'exited' || log.end === undefined) await ask(options.client, 'rm', '--force', name);
    if (ran.ending.kind !== 'exited') return ran;
    const usage = program.usage === true ? usageOf(log, peakMemory) : {};
    return log.ready ? { ...ownEnding(ran, program, log), ...usage } : notHeld(ran, log.text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Named {
  readonly name: string;
  readonly files: Container['files'];
  readonly signal: AbortSignal | undefined;
}

async function runNamed(
  options: DockerOptions,
  program: Program,
  { name, files, signal }: Named,
): Promise<{ readonly ran: Ran; readonly peakMemory: number }> {
  const { client, tools, layout, label, image, alone } = options;
  const container = { name, label, image, sh: tools.sh, hostname: hostname(), alone, files };
  const argv = [...client.argv, ...dockerArguments(layout, program, container)] as const;
  const first = finderOf([tools.sh, `${OURS}/start`, name].map((word) => `${word}\0`).join(''));
  const memory = program.usage === true ? watchMemory(() => familyOf(first() ?? 0)) : undefined;
  try {
    const ran = await options.guard.watch(program, signal, (stop, started) => {
      started(first);
      return runProgram({ ...program, stdin: '' }, stop, { argv, cwd: '/', env: client.env });
    });
    return { ran, peakMemory: memory?.peak() ?? 0 };
  } finally {
    memory?.stop();
  }
}

/** Their folder is ours alone. In a container root has no right over files of others, so there they are open to all. */
function makeFiles(
  folder: string,
  options: DockerOptions,
  program: Program,
): Record<'start' | 'log' | 'alive', string> {
  mkdirSync(folder, { mode: 0o700 });
  const file = (name: string, content: string): string => {
    const path = `${folder}/${name}`;
    writeFileSync(path, content);
    chmodSync(path, name === 'log' ? 0o666 : 0o644);
    return path;
  };
  const input = program.stdin === '' ? {} : { stdin: file('stdin', program.stdin) };
  const script = dockerScript(options.tools, options.account, program);
  return { start: file('start', script), log: file('log', ''), alive: options.alive, ...input };
}

/** What the first process said of the program, against what the client says of the container: only ours is beyond doubt. */
function ownEnding(ran: Ran, program: Program, { end }: DockerLog): Ran {
  if (ran.ending.kind !== 'exited') return ran;
  const { code } = ran.ending;
  if (end?.code !== code)
    return code === 137
      ? killed(ran, 'SIGKILL')
      : neverRan('its container was ended by something else than the program');
  const refused = code === 126 || code === 127 ? refusalOf(ran, program, COMPLAINT) : undefined;
  if (refused !== undefined) return refused;
  const signal = end.bySignal ? signalOf(code) : undefined;
  return signal === undefined ? ran : killed(ran, signal);
}

function killed(ran: Ran, signal: string): Ran {
  return { ...ran, ending: { kind: 'killed', signal } };
}

function usageOf({ end }: DockerLog, peakMemory: number): { readonly usage?: Usage } {
  if (end?.cpu === undefined) return {};
  return { usage: { cpu: end.cpu, ...(peakMemory > 0 && { peakMemory }) } };
}

/**
 * Finds the first process of a container by its command line. A program inside may call itself the same, but later. Undefined
 * before it runs, and where the process table is not whole.
 */
function finderOf(command: string): () => number | undefined {
  let found: number | undefined;
  return () => {
    found ??= allPids()
      .filter((pid) => commandOf(pid) === command)
      .map(processEntry)
      .filter((entry) => entry !== undefined)
      .toSorted((one, other) => one.started - other.started || one.pid - other.pid)[0]?.pid;
    return found;
  };
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
