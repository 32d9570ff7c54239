import * as z from 'zod';

import type { Posted } from '../../app/ports.js';

/** GitHub, or something that stands between, answered in a shape we do not know. */
export class UnreadableAnswer extends Error {}

const HttpFailure = z.object({
  name: z.literal('HttpError'),
  /** 500 also stands for no answer at all: network down, connection cut, out of time. */
  status: z.int(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.unknown()) }).optional(),
});

type HttpFailure = z.infer<typeof HttpFailure>;

/** Reads what GitHub answered; the types of a package are a promise, not a check. */
export function readAnswer<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new UnreadableAnswer(`GitHub's answer is not understood: ${z.prettifyError(parsed.error)}`);
}

/** Runs `write` and gives refusals and outages a name; our own mistakes are thrown on. */
export async function posting(write: () => Promise<Posted>): Promise<Posted> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof UnreadableAnswer) return { kind: 'unavailable', why: error.message };
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { kind: mayPass(failure) ? 'unavailable' : 'forbidden', why: explain(failure) };
  }
}

/** The status of GitHub's refusal, or undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  return failureOf(error)?.status;
}

/** GitHub's refusal, outage or unreadable answer in words, or undefined for any other error. */
export function failureWords(error: unknown): string | undefined {
  if (error instanceof UnreadableAnswer) return error.message;
  const failure = failureOf(error);
  return failure && explain(failure);
}

/** True when the token may not do this; a 403 is also how GitHub says that we ask too often. */
export function isForbidden(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.status === 403 && !mayPass(failure);
}

/** True when the request may have been carried out although we have no answer that says so. */
export function isLost(error: unknown): boolean {
  return (statusOf(error) ?? 0) >= 500;
}

function failureOf(error: unknown): HttpFailure | undefined {
  const parsed = HttpFailure.safeParse(error);
  return parsed.success ? parsed.data : undefined;
}

function mayPass(failure: HttpFailure): boolean {
  return failure.status >= 500 || failure.status === 429 || isRateLimit(failure);
}

function isRateLimit({ status, message, response }: HttpFailure): boolean {
  return status === 403 && (response?.headers['x-ratelimit-remaining'] === '0' || /\brate limit\b/i.test(message));
}

function explain({ status, message, response }: HttpFailure): string {
  const answered = response === undefined ? 'no answer from GitHub' : `GitHub answered ${status}`;
  return `${answered}: ${message.replace(/ - https:\/\/docs\.github\.com\S*$/, '')}`;
}
