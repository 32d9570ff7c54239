import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A question as it came over the wire. */
export interface Asked {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly authorization: string | undefined;
  readonly fields: readonly string[];
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The text of the answer; `body` takes the place of the whole. */
  readonly content?: string;
  readonly body?: string;
  /** Milliseconds before anything is sent. */
  readonly after?: number;
}

export interface JudgeServer {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** A language model of ours behind the protocol of chat completions, on this machine alone. */
export async function openJudgeServer(answer: (asked: Asked, turn: number) => Reply): Promise<JudgeServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void respond(request, response, { asked, answer });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, asked, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
}

interface Playing {
  readonly asked: Asked[];
  readonly answer: (asked: Asked, turn: number) => Reply;
}

async function respond(request: IncomingMessage, response: ServerResponse, { asked, answer }: Playing): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = JSON.parse(Buffer.concat(parts).toString()) as {
    model: string;
    messages: { role: string; content: string }[];
  };
  const saidBy = (role: string): string => body.messages.find((it) => it.role === role)?.content ?? '';
  const one = {
    model: body.model,
    system: saidBy('system'),
    user: saidBy('user'),
    authorization: request.headers.authorization,
    fields: Object.keys(body),
  };
  asked.push(one);
  const { status = 200, headers = {}, content = '', body: whole, after = 0 } = answer(one, asked.length);
  await setTimeout(after, undefined, { ref: false });
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(whole ?? JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content } }] }));
}
