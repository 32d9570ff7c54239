import type { Progress } from '../app/ports.js';
import { cut } from '../core/report/columns.js';
import { visible } from '../core/report/verbatim.js';

/** Longest line, where no terminal says. */
const COLUMNS = 400;
/** Milliseconds between two lines where lines are plain. */
const QUIET_TIME = 5000;

interface ProgressView {
  readonly show: (event: Progress) => void;
  readonly end: () => void;
}

/** What is going on: one line that is rewritten on a terminal, now and then a plain line elsewhere. */
export function progressOn(stream: NodeJS.WriteStream, { quiet }: { quiet: boolean }): ProgressView {
  if (quiet) return { show: () => undefined, end: () => undefined };
  return stream.isTTY ? barOn(stream) : linesOn(stream);
}

function barOn(stream: NodeJS.WriteStream): ProgressView {
  const draw = (text: string): boolean => stream.write(`\r\x1b[2K${cut(text, Math.max(10, stream.columns - 1))}`);
  return { show: (event) => void draw(describe(event)), end: () => void stream.write('\r\x1b[2K') };
}

function linesOn(stream: NodeJS.WriteStream): ProgressView {
  let next = performance.now() + QUIET_TIME;
  return {
    show: (event) => {
      const now = performance.now();
      if (event.kind === 'trial' && now < next) return;
      next = now + QUIET_TIME;
      stream.write(`${describe(event)}\n`);
    },
    end: () => undefined,
  };
}

/** Commands and the names of revisions stand in it. */
function describe(event: Progress): string {
  return visible(wordsOf(event), COLUMNS);
}

function wordsOf(event: Progress): string {
  switch (event.kind) {
    case 'phase':
      return event.text;
    case 'setup':
      return `setting up ${event.side}: ${event.command.kind === 'shell' ? event.command.script : event.command.argv.join(' ')}`;
    case 'trial':
      return `${event.done.head} trials on head, ${event.done.base} on base`;
  }
}
