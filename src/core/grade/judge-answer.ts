import * as z from 'zod';
import { parseJson } from './json-value.js';

/** How asking a language model ended. Only `answered` says anything about the output. */
export type JudgeReply =
  | { readonly kind: 'answered'; readonly text: string }
  /** The model would not say. */
  | { readonly kind: 'refused'; readonly why: string }
  /** What came back is no answer to what was asked. */
  | { readonly kind: 'malformed'; readonly why: string }
  | { readonly kind: 'rate-limited'; readonly why: string }
  | { readonly kind: 'unavailable'; readonly why: string }
  | { readonly kind: 'no-endpoint'; readonly why: string }
  | { readonly kind: 'over-budget'; readonly why: string }
  /** The run is being stopped. */
  | { readonly kind: 'cancelled'; readonly why: string };

/** What a reply says of an output: a score from 0 to 1 and why, or why there is none. */
export type Scored =
  | { readonly kind: 'scored'; readonly score: number; readonly because: string }
  | Exclude<JudgeReply, { readonly kind: 'answered' }>;

const Because = z.string();

const ScoreAnswer = z.object({ score: z.number().min(0).max(1), because: Because });
const BetterAnswer = z.object({ better: z.enum(['first', 'second', 'neither']), because: Because });

/** Reads an answer to "how good is it". Anything but an exact one says nothing. */
export function readScore(reply: JudgeReply): Scored {
  const read = readAnswer(reply, ScoreAnswer);
  return read.kind === 'read' ? { kind: 'scored', ...read.answer } : read;
}

/** Reads an answer to "which is better": 1 for the first, 0 for the second, 0.5 for neither. */
export function readBetter(reply: JudgeReply): Scored {
  const read = readAnswer(reply, BetterAnswer);
  if (read.kind !== 'read') return read;
  const { better, because } = read.answer;
  return { kind: 'scored', score: { first: 1, neither: 0.5, second: 0 }[better], because };
}

type Read<T> = { readonly kind: 'read'; readonly answer: T } | Exclude<JudgeReply, { readonly kind: 'answered' }>;

function readAnswer<T>(reply: JudgeReply, schema: z.ZodType<T>): Read<T> {
  if (reply.kind !== 'answered') return reply;
  const parsed = parseJson(withoutFence(reply.text));
  if (parsed.kind === 'not-json') return { kind: 'malformed', why: `its answer ${parsed.why}` };
  const answer = schema.safeParse(parsed.value);
  if (answer.success) return { kind: 'read', answer: answer.data };
  const [issue] = answer.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  return { kind: 'malformed', why: `its answer is not as it should be: ${place || 'the whole'}` };
}

/** Models without structured answers put their JSON in a code block. */
function withoutFence(text: string): string {
  return /^```(?:json)?\n(.*)\n```$/s.exec(text.trim())?.[1] ?? text;
}
