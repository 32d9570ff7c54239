import { fork, type ChildProcess } from 'node:child_process';
import type { Program } from '../../app/ports.js';
import { EMPTY } from '../../core/run/content.js';
import { endAndWait, sweep } from './end.js';
import { isAnswer, type Order, type Ran } from './launcher-messages.js';
import { uptime } from './processes.js';
import { marksOf } from './marks.js';

/** A process of ours that starts programs. */
export interface Launcher {
  readonly run: (program: Program, signal?: AbortSignal) => Promise<Ran>;
  /** Ends it, with every program that still runs, before it returns: for handlers of signals and of `exit`. */
  closeNow(): void;
  /** The same without blocking. */
  close(): Promise<void>;
}

/** Collected often, and small for that: what it costs to start a program grows with the memory of who starts it. */
const SMALL = ['--max-semi-space-size=1'];

export interface LauncherOptions {
  readonly path: string;
  /** Its own: the PATH, for `mkfifo`, and the folder for temporary files. Programs get an environment of theirs. */
  readonly env: Readonly<Record<string, string>>;
}

interface Waiting {
  readonly program: Program;
  readonly since: number;
  readonly answer: (ran: Ran) => void;
}

/**
 * Starts the bundle at `path` as a process of its own, from which programs are started. Linux copies the page tables of whoever
 * starts a program, and ours, which hold the whole comparison, take longer to copy than most programs take to run.
 */
export function openLauncher({ path, env }: LauncherOptions): Launcher {
  const child = fork(path, [], { env, execArgv: SMALL, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  child.on('message', (message: unknown) => {
    if (!isAnswer(message)) return;
    waiting.get(message.id)?.answer(message.ran);
    waiting.delete(message.id);
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', resolve).once('error', () => {
      resolve();
    });
  });
  void gone.then(() => giveUp(waiting));
  return {
    run: async (program, signal) => {
      if (signal?.aborted === true) return ended({ kind: 'cancelled' });
      if (!child.connected) return ended(LOST);
      const id = (last += 1);
      const onAbort = (): void => {
        send(child, { kind: 'abort', id });
      };
      signal?.addEventListener('abort', onAbort);
      try {
        return await new Promise<Ran>((answer) => {
          waiting.set(id, { program, since: uptime(), answer });
          send(child, { kind: 'run', id, program });
        });
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    closeNow: () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) endAndWait(child.pid);
    },
    close: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** A channel that closes on the way is no error of its own: the launcher is gone, and that is answered. */
function send(child: ChildProcess, order: Order): void {
  if (child.connected) child.send(order, () => undefined);
}

const LOST = { kind: 'not-started', why: 'the process that starts programs was ended from outside' } as const;

/** Its programs may have outlived it: they are known by the marks in their environment. */
async function giveUp(waiting: Map<number, Waiting>): Promise<void> {
  const lost = [...waiting.values()];
  waiting.clear();
  await Promise.all(
    lost.map(({ program, since }) => sweep({ group: NOBODY, since, marks: marksOf(program), pipes: [] })),
  );
  for (const { answer } of lost) answer(ended(LOST));
}

/** No process group has this number. */
const NOBODY = -1;

function ended(ending: Ran['ending']): Ran {
  return { ending, duration: 0, stdout: EMPTY, stderr: EMPTY };
}
