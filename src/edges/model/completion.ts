import * as z from 'zod';

import type { JudgeReply } from '../../core/grade/judge-answer.js';

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** What a body of `/chat/completions` says. */
export function readCompletion(body: string): JudgeReply {
  const parsed = Completion.safeParse(jsonOf(body));
  const [choice] = parsed.data?.choices ?? [];
  if (choice === undefined) return { kind: 'malformed', why: 'the endpoint sent no chat completion' };
  const { content, refusal } = choice.message;
  if (typeof refusal === 'string' && refusal !== '') return { kind: 'refused', why: refusal };
  if (choice.finish_reason === 'content_filter') return { kind: 'refused', why: "the endpoint's content filter" };
  if (choice.finish_reason === 'length') return { kind: 'malformed', why: 'its answer was cut short' };
  if (typeof content !== 'string' || content === '') return { kind: 'malformed', why: 'its answer is empty' };
  return { kind: 'answered', text: content };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
