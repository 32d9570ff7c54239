import { type GithubClient, openClient } from '../../../src/edges/github/client.js';
import type { StandIn } from './github.js';

interface Haste {
  /** Milliseconds for one attempt. */
  readonly timeout?: number;
  /** Keeps the distance between writes that GitHub asks for. */
  readonly paced?: boolean;
}

/** A client of the stand-in that waits next to nothing between attempts. */
export function clientOf(github: StandIn, token: string, { timeout = 5000, paced = false }: Haste = {}): GithubClient {
  return openClient({
    token,
    baseUrl: github.url,
    userAgent: 'formative-tests',
    retries: 2,
    second: 1,
    timeout,
    paced,
  });
}

/** The calls that came after this was made. */
export function callsFromNow(github: StandIn): () => readonly string[] {
  const start = github.calls.length;
  return () =>
    github.calls.slice(start).map(({ method, path }) => `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/, '')}`);
}
