import { closeSync } from 'node:fs';
import { openInput } from './input.js';
import type { Stream } from './leaks.js';
import { readOutput, type Output, type OutputLimits } from './output.js';
import { closePipe, takePipe, type Pipe } from './pipes.js';

/** The three standard streams of one program, before it starts. */
export interface Streams {
  /** A file descriptor; undefined when there is nothing to read. */
  readonly stdin: number | undefined;
  readonly stdout: Pipe;
  readonly stderr: Pipe;
}

/** The same streams while it runs, seen from our side. */
export interface OpenStreams {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Once the program is gone: tells, after at most so many milliseconds, whether both outputs came to their end. */
  settle(patience: number): Promise<boolean>;
  close(): void;
}

export function makeStreams(stdin: string): Streams {
  return { stdin: stdin === '' ? undefined : openInput(stdin), stdout: takePipe(), stderr: takePipe() };
}

/** The program's ends. Without input it reads /dev/null. */
export function stdioOf({ stdin, stdout, stderr }: Streams): readonly Stream[] {
  return [stdin ?? 'ignore', stdout.writer, stderr.writer];
}

export function dropStreams({ stdin, stdout, stderr }: Streams): void {
  if (stdin !== undefined) closeSync(stdin);
  closePipe(stdout);
  closePipe(stderr);
}

/** Lets go of the program's ends, once it has them, and reads ours. */
export function openStreams({ stdin, stdout, stderr }: Streams, limits: OutputLimits): OpenStreams {
  for (const fd of [stdin, stdout.writer, stderr.writer]) if (fd !== undefined) closeSync(fd);
  const outputs = { stdout: readOutput(stdout.reader, limits), stderr: readOutput(stderr.reader, limits) };
  const both = Promise.all([outputs.stdout.ended, outputs.stderr.ended]);
  return {
    ...outputs,
    settle: (patience) => {
      const drained = [outputs.stdout.drain(), outputs.stderr.drain()];
      return drained.every(Boolean) ? Promise.resolve(true) : settle(both, patience);
    },
    close: () => {
      outputs.stdout.stop();
      outputs.stderr.stop();
    },
  };
}

function settle(ended: Promise<unknown>, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, patience, false);
    void ended.then(() => {
      clearTimeout(late);
      resolve(true);
    });
  });
}
