import { afterEach, describe, expect, it } from '@jest/globals';

import type { JudgeQuestion } from '../../../src/core/grade/judge-question.js';
import { openChatModel } from '../../../src/edges/model/chat-model.js';
import { openJudgeServer, type Asked, type JudgeServer, type Reply } from '../../support/model/judge-server.js';

const QUESTION: JudgeQuestion = { model: 'some/model', system: 'grade', user: 'hello', answer: { type: 'object' } };
const QUICK = { retries: 2, timeout: 5, deadline: 10, pause: 2 };

const servers: JudgeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function asking(answer: (asked: Asked, turn: number) => Reply, patience: Partial<typeof QUICK> = {}) {
  const server = await openJudgeServer(answer);
  servers.push(server);
  const model = openChatModel({ url: server.url, key: 'secret-key' }, { ...QUICK, ...patience });
  const stop = new AbortController();
  return { server, stop, reply: () => model.ask(QUESTION, stop.signal) };
}

describe('a chat model', () => {
  it('is asked with a key, and answers', async () => {
    const { server, reply } = await asking(() => ({ content: '{"score":1}' }));
    expect(await reply()).toEqual({ kind: 'answered', text: '{"score":1}' });
    expect(server.asked).toEqual([
      {
        model: 'some/model',
        system: 'grade',
        user: 'hello',
        authorization: 'Bearer secret-key',
        fields: ['model', 'messages', 'temperature', 'response_format'],
      },
    ]);
  });

  it.each([429, 500, 503])('is asked again after a %s, as late as it says', async (status) => {
    const { server, reply } = await asking((_, turn) =>
      turn === 1 ? { status, headers: { 'retry-after': '0' } } : { content: 'x' },
    );
    expect(await reply()).toEqual({ kind: 'answered', text: 'x' });
    expect(server.asked).toHaveLength(2);
  });

  it('is not waited for longer than it is worth', async () => {
    const { server, reply } = await asking(() => ({
      status: 429,
      headers: { 'retry-after': '3600' },
      body: 'slow down',
    }));
    expect(await reply()).toEqual({ kind: 'rate-limited', why: 'it answers 429: slow down' });
    expect(server.asked).toHaveLength(1);
  });

  it.each<[number, string, string]>([
    [401, 'no-endpoint', 'models: read'],
    [403, 'no-endpoint', 'models: read'],
    [404, 'no-endpoint', 'OPENAI_BASE_URL'],
    [413, 'malformed', 'too long'],
    [418, 'unavailable', '418'],
  ])('that answers %s is %s', async (status, kind, why) => {
    const { server, reply } = await asking(() => ({ status, body: 'no: secret-key' }));
    const said = await reply();
    expect(said).toMatchObject({ kind, why: expect.stringContaining(why) });
    expect(JSON.stringify(said)).not.toContain('secret-key');
    expect(server.asked).toHaveLength(1);
  });

  it.each<[string, Reply, string]>([
    ['refuses', { body: '{"choices":[{"message":{"content":null,"refusal":"I will not"}}]}' }, 'refused'],
    ['is filtered', { body: '{"choices":[{"finish_reason":"content_filter","message":{}}]}' }, 'refused'],
    ['is filtered at once', { status: 400, body: '{"error":{"code":"content_filter"}}' }, 'refused'],
    ['is cut short', { body: '{"choices":[{"finish_reason":"length","message":{"content":"{"}}]}' }, 'malformed'],
    ['says nothing', { content: '' }, 'malformed'],
    ['sends a page', { body: '<html>' }, 'malformed'],
    ['never stops', { body: ' '.repeat(300 * 1024) }, 'malformed'],
  ])('that %s gave no answer', async (_, answer, kind) => {
    const { reply } = await asking(() => answer);
    expect(await reply()).toMatchObject({ kind });
  });

  it('is asked without a field that it does not take', async () => {
    const { server, reply } = await asking(({ fields }) => {
      const bad = ['temperature', 'response_format'].find((field) => fields.includes(field));
      return bad === undefined ? { content: 'x' } : { status: 400, body: `Unsupported: '${bad}'` };
    });
    expect(await reply()).toEqual({ kind: 'answered', text: 'x' });
    expect(server.asked.map(({ fields }) => fields.length)).toEqual([4, 3, 2]);
  });

  it('that does not answer in time is unavailable', async () => {
    const { reply } = await asking(() => ({ after: 5000 }), { retries: 0, timeout: 0.1 });
    expect(await reply()).toEqual({ kind: 'unavailable', why: 'it did not answer in time' });
  });

  it('has a deadline for all tries together', async () => {
    const { reply } = await asking(() => ({ after: 5000 }), { timeout: 60, deadline: 0.2 });
    expect(await reply()).toEqual({ kind: 'unavailable', why: 'it did not answer in time' });
  });

  it('that is not there is unavailable', async () => {
    const model = openChatModel({ url: 'http://127.0.0.1:1/v1', key: 'k' }, { ...QUICK, retries: 0 });
    expect(await model.ask(QUESTION, new AbortController().signal)).toMatchObject({ kind: 'unavailable' });
  });

  it('is let go when the run stops', async () => {
    const { stop, reply } = await asking(() => ({ after: 5000 }));
    const said = reply();
    setTimeout(() => {
      stop.abort();
    }, 50);
    expect(await said).toMatchObject({ kind: 'cancelled' });
  });

  it('never takes its key to another address', async () => {
    const other = await openJudgeServer(() => ({ content: 'x' }));
    servers.push(other);
    const { reply } = await asking(() => ({ status: 307, headers: { location: `${other.url}/chat/completions` } }), {
      retries: 0,
    });
    expect(await reply()).toMatchObject({ kind: 'unavailable' });
    expect(other.asked).toEqual([]);
  });

  it('is asked four questions at a time', async () => {
    let open = 0;
    let most = 0;
    const server = await openJudgeServer(() => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => (open -= 1), 20);
      return { content: 'x', after: 20 };
    });
    servers.push(server);
    const model = openChatModel({ url: server.url, key: 'k' }, QUICK);
    await Promise.all(Array.from({ length: 12 }, () => model.ask(QUESTION, new AbortController().signal)));
    expect(most).toBeLessThanOrEqual(4);
    expect(server.asked).toHaveLength(12);
  });
});
