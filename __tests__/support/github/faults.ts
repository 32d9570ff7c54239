import type { Ask, Json, Reply } from './exchange.js';
import { refusal } from './exchange.js';

/** Something that goes wrong on demand. */
export interface Fault {
  readonly method: string;
  /** Part of the path, or a pattern for path and query. */
  readonly path: string | RegExp;
  /** `cut`: the connection breaks without an answer; `hang`: there is never one. */
  readonly status: number | 'cut' | 'hang';
  readonly message?: string;
  /** In place of a message. */
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often; once by default. */
  readonly times?: number;
  /** The request is carried out, only its answer is lost. */
  readonly carriedOut?: boolean;
}

export interface Faults {
  /** Answers what ends it. */
  add(fault: Fault): () => void;
  /** The fault that meets this request, used up by one. */
  meet(ask: Ask): Fault | undefined;
}

export function createFaults(): Faults {
  const left: { fault: Fault; times: number }[] = [];
  return {
    add: (fault) => {
      const added = { fault, times: fault.times ?? 1 };
      left.push(added);
      return () => {
        added.times = 0;
      };
    },
    meet: (ask) => {
      const next = left.find(({ fault, times }) => times > 0 && fault.method === ask.method && isOn(fault, ask));
      if (next !== undefined) next.times -= 1;
      return next?.fault;
    },
  };
}

export function answerOf(fault: Fault): Reply | 'cut' | 'hang' {
  if (typeof fault.status === 'string') return fault.status;
  if (fault.body !== undefined) return { status: fault.status, body: fault.body, headers: fault.headers ?? {} };
  const reply = refusal(fault.status, fault.message ?? MESSAGES[fault.status] ?? 'Fault on demand');
  return { ...reply, headers: fault.headers ?? {} };
}

function isOn({ path }: Fault, ask: Ask): boolean {
  const whole = `${ask.path}?${ask.query.toString()}`;
  return typeof path === 'string' ? whole.includes(path) : path.test(whole);
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  410: 'This issue was deleted',
  422: 'Validation Failed',
  429: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service unavailable',
};
