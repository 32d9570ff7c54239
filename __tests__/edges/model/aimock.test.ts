import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { JudgeQuestion } from '../../../src/core/grade/judge-question.js';
import { openChatModel } from '../../../src/edges/model/chat-model.js';

const QUICK = { retries: 1, timeout: 5, deadline: 15, pause: 2 };
const question = (user: string): JudgeQuestion => ({ model: 'gpt-4.1-mini', system: 's', user, answer: {} });

/** The protocol as somebody else plays it. */
describe('a chat model against aimock', () => {
  jest.setTimeout(60_000);
  let mock: LLMock;
  const ask = (user: string) =>
    openChatModel({ url: `${mock.url}/v1`, key: 'k' }, QUICK).ask(question(user), new AbortController().signal);

  beforeEach(async () => {
    mock = new LLMock({ port: 0, host: '127.0.0.1', strict: true, logLevel: 'silent' });
    mock.onMessage('good', { content: '{"score":0.9,"because":"fine"}' });
    await mock.start();
  });
  afterEach(() => mock.stop());

  it('answers', async () => {
    expect(await ask('good')).toEqual({ kind: 'answered', text: '{"score":0.9,"because":"fine"}' });
  });

  it('is unavailable where it knows no answer', async () => {
    expect(await ask('another')).toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    [{ rateLimitRate: 1 }, 'rate-limited'],
    [{ dropRate: 1 }, 'unavailable'],
    [{ malformedRate: 1 }, 'malformed'],
    [{ disconnectRate: 1 }, 'unavailable'],
    [{ latencyMs: 11_000 }, 'unavailable'],
  ])('with the fault %j is %s', async (fault, kind) => {
    mock.setChaos(fault);
    expect(await ask('good')).toMatchObject({ kind });
  });
});
