import { endEverything } from './end.js';
import { isOrder, type Answer, type Order } from './launcher-messages.js';
import { runProgram } from './run-program.js';

/**
 * The launcher's whole life: runs the programs that its parent sends, and answers what each came to. When the parent asks, or is
 * gone for whatever reason, it ends all of them and itself.
 */
export function servePrograms(): void {
  const stops = new Map<number, AbortController>();
  process.on('message', (message: unknown) => {
    if (!isOrder(message)) return;
    if (message.kind === 'abort') stops.get(message.id)?.abort();
    else void serve(message, stops);
  });
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  // A terminal sends these to every process in front of it; our parent hears them too, and tells us what to do.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
}

type Run = Extract<Order, { readonly kind: 'run' }>;

async function serve({ id, program }: Run, stops: Map<number, AbortController>): Promise<void> {
  const stop = new AbortController();
  stops.set(id, stop);
  const ran = await runProgram(program, stop.signal);
  stops.delete(id);
  if (process.connected) process.send?.({ id, ran } satisfies Answer);
}

function end(): void {
  endEverything();
  process.exit();
}
