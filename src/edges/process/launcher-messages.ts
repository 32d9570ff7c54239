import type { Program } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';

/** What a program came to. */
export type Ran = Omit<Attempt, 'files'>;

/** What we ask of the launcher. */
export type Order =
  | { readonly kind: 'run'; readonly id: number; readonly program: Program }
  | { readonly kind: 'abort'; readonly id: number };

/** What it answers, once for every program. */
export interface Answer {
  readonly id: number;
  readonly ran: Ran;
}

/** The channel is private to two processes of one bundle: what has an order's shape is one. */
export function isOrder(message: unknown): message is Order {
  return hasId(message) && 'kind' in message && (message.kind === 'abort' || 'program' in message);
}

export function isAnswer(message: unknown): message is Answer {
  return hasId(message) && 'ran' in message;
}

function hasId(message: unknown): message is { readonly id: number } {
  return typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number';
}
