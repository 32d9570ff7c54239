import ky, { HTTPError, TimeoutError } from 'ky';
import pLimit from 'p-limit';

import type { JudgeModel } from '../../app/ports.js';
import type { JudgeReply } from '../../core/grade/judge-answer.js';
import type { JudgeQuestion } from '../../core/grade/judge-question.js';
import { readCapped } from './capped-body.js';
import { readCompletion } from './completion.js';
import { explainRefusal, objectsTo } from './refusal.js';

/** An endpoint that speaks the protocol of OpenAI's chat completions. */
export interface Endpoint {
  /** Address before `/chat/completions`. */
  readonly url: string;
  readonly key: string;
}

/** How long to wait, in seconds, and how often to try again. */
export interface Patience {
  readonly retries: number;
  /** For one try. */
  readonly timeout: number;
  /** For all tries of one question together. */
  readonly deadline: number;
  /** The longest pause that the endpoint may ask for, or that we make. */
  readonly pause: number;
}

const PATIENT: Patience = { retries: 4, timeout: 60, deadline: 240, pause: 60 };
/** Questions at a time: a free tier allows about as many. */
const AT_ONCE = 4;
/** Fields that some models do not take: without them the question is asked once more. */
const OPTIONAL = ['temperature', 'response_format'] as const;

export function openChatModel(endpoint: Endpoint, patience: Patience = PATIENT): JudgeModel {
  const limit = pLimit(AT_ONCE);
  return { ask: (question, signal) => limit(() => askAsTaken(endpoint, question, { patience, signal })) };
}

interface Waiting {
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

async function askAsTaken(endpoint: Endpoint, question: JudgeQuestion, waiting: Waiting): Promise<JudgeReply> {
  const deadline = AbortSignal.timeout(waiting.patience.deadline * 1000);
  const both = { ...waiting, signal: AbortSignal.any([waiting.signal, deadline]) };
  let body: Readonly<Record<string, unknown>> = bodyOf(question);
  for (;;) {
    try {
      return await post(endpoint, body, both);
    } catch (error) {
      if (waiting.signal.aborted) return { kind: 'cancelled', why: 'the run is being stopped' };
      const said = error instanceof HTTPError ? await readCapped(error.response) : '';
      const present = Object.keys(body);
      const field = OPTIONAL.find((one) => present.includes(one) && objectsTo(error, said, one));
      if (field === undefined) return both.signal.aborted ? LATE : explained(error, said, endpoint);
      body = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
    }
  }
}

function bodyOf({ model, system, user, answer }: JudgeQuestion): Readonly<Record<string, unknown>> {
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    temperature: 0,
    response_format: { type: 'json_schema', json_schema: { name: 'grade', strict: true, schema: answer } },
  };
}

async function post({ url, key }: Endpoint, json: unknown, { patience, signal }: Waiting): Promise<JudgeReply> {
  const { retries, timeout, pause } = patience;
  const response = await ky.post(`${url.replace(/\/+$/, '')}/chat/completions`, {
    json,
    headers: { authorization: `Bearer ${key}` },
    // A key goes to the address that it was given for, and nowhere else.
    redirect: 'error',
    timeout: timeout * 1000,
    signal,
    retry: {
      limit: retries,
      methods: ['post'],
      statusCodes: [408, 409, 429, 500, 502, 503, 504],
      shouldRetry: ({ error }) => (asksForMore(error, pause) ? false : undefined),
      backoffLimit: pause * 1000,
      jitter: true,
      retryOnTimeout: true,
    },
  });
  const text = await readCapped(response);
  if (text === undefined) return { kind: 'malformed', why: 'its answer is too long' };
  return readCompletion(text);
}

const LATE: JudgeReply = { kind: 'unavailable', why: 'it did not answer in time' };

/** An endpoint that wants to be left alone for longer than anyone waits: its quota is spent. */
function asksForMore(error: Error, pause: number): boolean {
  if (!(error instanceof HTTPError)) return false;
  const after = error.response.headers.get('retry-after') ?? '';
  // Without a number it is a date, which only a long pause is worth.
  return after !== '' && !(Number(after) <= pause);
}

function explained(error: unknown, said: string | undefined, { key }: Endpoint): JudgeReply {
  if (error instanceof HTTPError) {
    return explainRefusal(error.response.status, (said ?? '').replaceAll(key, '***'));
  }
  if (error instanceof TimeoutError) return LATE;
  const reason = error instanceof Error ? causeOf(error) : String(error);
  return { kind: 'unavailable', why: reason.replaceAll(key, '***') };
}

/** `fetch failed` says less than what made it fail. */
function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
