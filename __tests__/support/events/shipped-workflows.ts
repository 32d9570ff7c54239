import { readFileSync } from 'node:fs';

import type { Delivered } from '../two-stages.js';
import { starts } from '../workflow-starts.js';

/** No job of the workflows that we ship is for this event. */
export class NotStarted extends Error {}

/** Lets an event through to its job where the workflow for that mode, as we ship it, starts one on it. */
export function admit(event: Delivered): void {
  if (!starts(workflowFor(event.mode), event)) throw new NotStarted(`${event.name} starts no ${event.mode}`);
}

function workflowFor(mode: string): string {
  if (mode !== 'all') return readFileSync(`docs/workflows/formative-${mode}.yml`, 'utf8');
  const [, oneJob] = /^```yaml\n(name: Formative\n.*?)^```$/ms.exec(readFileSync('README.md', 'utf8')) ?? [];
  if (oneJob === undefined) throw new Error('The README shows no workflow of one job.');
  return oneJob;
}
