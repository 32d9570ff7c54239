import type { Ask } from './exchange.js';

/** One call, as it came and as it ended. */
export interface Call {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
  readonly status: number | 'cut' | 'hang';
  /** What GitHub's own description says against the request. */
  readonly objection: string | undefined;
}

export interface Journal {
  readonly calls: readonly Call[];
  write(ask: Ask, ending: Pick<Call, 'status' | 'objection'>): void;
}

export function createJournal(): Journal {
  const calls: Call[] = [];
  return {
    calls,
    write: ({ method, path, query, token, body }, ending) => {
      calls.push({ method, path: query.size > 0 ? `${path}?${query.toString()}` : path, token, body, ...ending });
    },
  };
}
