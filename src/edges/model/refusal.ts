import { HTTPError } from 'ky';

import type { JudgeReply } from '../../core/grade/judge-answer.js';

/** Characters that are told of what an endpoint said. */
const TOLD = 200;

/** What a status other than 200 means, after all tries, and what to do about it. */
export function explainRefusal(status: number, body: string): JudgeReply {
  const said = body.replaceAll(/\s+/g, ' ').trim().slice(0, TOLD);
  const told = said === '' ? `it answers ${status}` : `it answers ${status}: ${said}`;
  switch (status) {
    case 401:
    case 403:
      return {
        kind: 'no-endpoint',
        why: `${told}; give the job \`permissions: { models: read }\`, or set OPENAI_API_KEY`,
      };
    case 404:
      return { kind: 'no-endpoint', why: `${told}; check OPENAI_BASE_URL and the eval's \`model\`` };
    case 413:
      return { kind: 'malformed', why: `the question is too long for it (413)` };
    case 429:
      return { kind: 'rate-limited', why: told };
    default:
      return body.includes('content_filter') ? { kind: 'refused', why: told } : { kind: 'unavailable', why: told };
  }
}

/** Whether a refusal is about one field of the question. */
export function objectsTo(error: unknown, said: string | undefined, field: string): boolean {
  return error instanceof HTTPError && error.response.status === 400 && (said ?? '').includes(field);
}
