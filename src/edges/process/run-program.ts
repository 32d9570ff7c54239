import type { Program } from '../../app/ports.js';
import { EMPTY } from '../../core/run/content.js';
import type { Ending } from '../../core/run/trial.js';
import { sweep } from './end.js';
import type { Ran } from './launcher-messages.js';
import { marksOf } from './marks.js';
import { uptime } from './processes.js';
import { forget, isDoorClosed, remember, type Trace } from './running.js';
import { start, type Started, type StartedAs } from './start.js';
import { dropStreams, makeStreams, openStreams, stdioOf, type OpenStreams, type Streams } from './streams.js';
import { watch } from './watch.js';

/** A stream this long belongs to a program that will not stop: it is ended, whatever is kept of it. Bytes. */
const FLOOD = 256 * 1024 * 1024;
/** Milliseconds that a stream may stay open before its holders are looked for, and once they are gone. */
const LINGER = 100;

/**
 * Runs a program to its end and ends whatever it left behind: when the result comes, none of it runs any more.
 * It has the given environment and nothing else, and real pipes. What it does is always an ending, never an exception.
 * `as`: what is started in its place, to start it in turn behind a border.
 */
export async function runProgram(program: Program, signal?: AbortSignal, as: StartedAs = program): Promise<Ran> {
  if (signal?.aborted === true || isDoorClosed()) return neverRan({ kind: 'cancelled' });
  const streams = makeStreams(program.stdin);
  const since = uptime();
  const begun = performance.now();
  const started = await start(as, stdioOf(streams));
  if (started.kind === 'failed') {
    dropStreams(streams);
    return neverRan({ kind: 'not-started', why: started.why });
  }
  const trace = { group: started.pid, since, marks: marksOf(program), pipes: [], root: as.root === true };
  remember(trace);
  as.started?.(started.pid);
  try {
    return await attend({ program, streams, started, trace, begun, signal });
  } finally {
    forget(trace);
  }
}

interface Attended {
  readonly program: Program;
  readonly streams: Streams;
  readonly started: Started;
  readonly trace: Trace;
  /** Milliseconds by the monotonic clock. */
  readonly begun: number;
  readonly signal: AbortSignal | undefined;
}

async function attend({ program, streams, started, trace, begun, signal }: Attended): Promise<Ran> {
  const watched = watch(started, { timeout: program.timeout, signal });
  const flooded = (): void => {
    watched.kill({ kind: 'killed', signal: 'output limit' });
  };
  const limits = { keep: program.maxOutput, flood: Math.max(FLOOD, program.maxOutput), flooded };
  const open = openStreams(streams, limits);
  const ending = await watched.ending;
  const duration = (performance.now() - begun) / 1000;
  await sweep(trace);
  await letGo(open, { ...trace, pipes: [streams.stdout.name, streams.stderr.name] });
  return { ending, duration, stdout: open.stdout.content(), stderr: open.stderr.content() };
}

/** Reads what is still in the pipes. Whoever holds one open without being found by anything else is found by that. */
async function letGo(open: OpenStreams, trace: Trace): Promise<void> {
  if (!(await open.settle(LINGER))) {
    await sweep(trace);
    await open.settle(LINGER);
  }
  open.close();
}

function neverRan(ending: Ending): Ran {
  return { ending, duration: 0, stdout: EMPTY, stderr: EMPTY };
}
