import { UserError } from '../../core/errors.js';
import { signalGroup } from './end.js';
import { uptime } from './processes.js';
import { forget, isDoorClosed, remember } from './running.js';
import { start, type Started } from './start.js';
import { toolPath } from './tool-path.js';

/** How one of our own tools is run: git, cp, … Never the pull request's programs. */
export interface CaptureOptions {
  readonly cwd: string;
  /** Over the HOME and, but for what a checkout brings, the PATH of this process: a tool needs them to find its parts. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Bytes of standard output; a tool that writes more is ended. Default 1 GiB. */
  readonly maxOutput?: number;
  /** An open file descriptor that gets standard output instead of `Captured.stdout`. */
  readonly into?: number;
}

export interface Captured {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const MAX_OUTPUT = 2 ** 30;
const MAX_STDERR = 2 ** 20;

/** A tool that we need is not there, or may not be started. */
export class MissingToolError extends UserError {
  readonly tool: string;

  constructor(tool: string, why: string) {
    super(`${tool} could not be started: ${why}`, {
      help: `Install \`${tool}\`, or put it on the PATH, and run again.`,
    });
    this.tool = tool;
  }
}

/** A tool of ours was ended before it could answer. */
export class ToolEndedError extends UserError {
  readonly tool: string;

  constructor(tool: string, why: string) {
    super(`${tool} was ended: ${why}`, { help: 'See whether the machine is short of memory, and run again.' });
    this.tool = tool;
  }
}

/** Runs a tool to its end. Throws MissingToolError, or ToolEndedError when a signal or the cap ended it. */
export async function capture(argv: readonly [string, ...string[]], options: CaptureOptions): Promise<Captured> {
  const [tool] = argv;
  if (isDoorClosed()) throw new ToolEndedError(tool, 'everything is being ended');
  const path = toolPath(process.env['PATH'] ?? '', [options.cwd, process.cwd()]);
  const own = { PATH: path, HOME: process.env['HOME'] ?? '' };
  const started = await start({ argv, cwd: options.cwd, env: { ...own, ...options.env } }, [
    options.stdin === undefined ? 'ignore' : 'pipe',
    options.into ?? 'pipe',
    'pipe',
  ]);
  if (started.kind === 'failed') throw new MissingToolError(tool, started.why);
  const trace = { group: started.pid, since: uptime(), marks: [], pipes: [] };
  remember(trace);
  try {
    return await answerOf(started, tool, options);
  } finally {
    forget(trace);
  }
}

async function answerOf({ child, pid }: Started, tool: string, options: CaptureOptions): Promise<Captured> {
  let cause: string | undefined;
  const overflow = (): void => {
    cause = 'it wrote more than it may';
    signalGroup(pid, 'SIGKILL');
  };
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', keep(stdout, options.maxOutput ?? MAX_OUTPUT, overflow));
  child.stderr?.on(
    'data',
    keep(stderr, MAX_STDERR, () => undefined),
  );
  // A tool may answer before it has read everything.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('close', (...how) => {
      resolve(how);
    });
  });
  if (cause !== undefined || code === null)
    throw new ToolEndedError(tool, cause ?? `by ${signal ?? 'an unknown signal'}`);
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
}

/** Keeps chunks up to a cap, and tells once it is passed. */
function keep(chunks: Buffer[], cap: number, passed: () => void): (chunk: Buffer) => void {
  let size = 0;
  return (chunk) => {
    size += chunk.length;
    if (size <= cap) chunks.push(chunk);
    else passed();
  };
}
