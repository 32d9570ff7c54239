import type { Program } from '../../app/ports.js';
import { endEverything } from './end.js';
import { isOrder, type Answer, type Order, type Ran } from './launcher-messages.js';

/**
 * The launcher's whole life: runs the programs that its parent sends, and answers what each came to. When the parent asks, or is
 * gone for whatever reason, it ends all of them and itself.
 */
export function servePrograms(run: RunProgram): void {
  const stops = new Map<number, AbortController>();
  process.on('message', (message: unknown) => {
    if (!isOrder(message)) return;
    if (message.kind === 'abort') stops.get(message.id)?.abort();
    else void serve(message, { run, stops });
  });
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  // A terminal sends these to every process in front of it; our parent hears them too, and tells us what to do.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
}

type RunProgram = (program: Program, signal: AbortSignal) => Promise<Ran>;
type Run = Extract<Order, { readonly kind: 'run' }>;

interface Serving {
  readonly run: RunProgram;
  /** By the id of the order. */
  readonly stops: Map<number, AbortController>;
}

async function serve({ id, program }: Run, { run, stops }: Serving): Promise<void> {
  const stop = new AbortController();
  stops.set(id, stop);
  const ran = await run(program, stop.signal);
  stops.delete(id);
  if (process.connected) process.send?.({ id, ran } satisfies Answer);
}

function end(): void {
  endEverything();
  process.exit();
}
