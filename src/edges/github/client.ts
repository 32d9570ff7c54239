import { setTimeout as sleep } from 'node:timers/promises';

import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

export interface ClientOptions {
  readonly token: string;
  /** `GITHUB_API_URL`: https://api.github.com, or a GitHub Enterprise Server's own. */
  readonly baseUrl: string;
  readonly userAgent: string;
  /** Milliseconds that one attempt may take. */
  readonly timeout?: number;
  /** Attempts after the first. */
  readonly retries?: number;
  /** Milliseconds that count as one second of waiting between attempts; tests make it short. */
  readonly second?: number;
  /** Whether to heed GitHub's limits: a second between writes, three where people are notified, and waits when told to. */
  readonly paced?: boolean;
}

/** GitHub's API with bounded patience: every attempt ends, and so do the attempts. */
export interface GithubClient {
  readonly octokit: Octokit;
  readonly retries: number;
  /** Waits before attempt `attempt` + 1, longer each time. */
  pause(attempt: number): Promise<void>;
}

/** Answers that stay the same however often one asks; 403 and 429 are tried again by the rate limit's own rule. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];
/** A limit that lasts longer than this many seconds is not waited for. */
const LONGEST_WAIT = 60;

const PatientOctokit = Octokit.plugin(retry, throttling);
let opened = 0;

export function openClient(options: ClientOptions): GithubClient {
  const { timeout = 15_000, retries = 3, second = 1000, paced = true } = options;
  const waitForLimit = (seconds: number, ...[, , tried]: [unknown, unknown, number]): boolean =>
    tried < retries && seconds <= LONGEST_WAIT;
  opened += 1;
  const octokit = new PatientOctokit({
    auth: options.token,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    userAgent: options.userAgent,
    log: SILENT,
    request: { fetch: fetchWithin(timeout) },
    retry: { doNotRetry: FINAL, retries, retryAfterBaseValue: second },
    throttle: {
      enabled: paced,
      id: `client-${opened}`,
      retryAfterBaseValue: second,
      onRateLimit: waitForLimit,
      onSecondaryRateLimit: waitForLimit,
    },
  });
  return { octokit, retries, pause: (attempt) => sleep((attempt + 1) ** 2 * second) };
}

/** What went wrong is in the result that the caller gets; a log on stderr would say it twice. */
const SILENT = { debug: silent, info: silent, warn: silent, error: silent };

function silent(): void {
  return undefined;
}

function fetchWithin(timeout: number): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeout) });
}
