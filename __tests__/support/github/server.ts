import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Ask, Json, Reply } from './exchange.js';

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback address. */
export async function serve(answer: (ask: Ask) => Promise<Reply | 'cut' | 'hang'>): Promise<Server> {
  const server = createServer((request, response) => {
    void read(request)
      .then(answer)
      .catch((error: unknown): Reply => ({ status: 500, body: { message: `The stand-in failed: ${String(error)}` } }))
      .then((reply) => {
        write(response, reply);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** GitHub Enterprise Server has the same API under `/api/v3`, and GraphQL under `/api`. */
async function read(request: IncomingMessage): Promise<Ask> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const origin = `http://${request.headers.host ?? ''}`;
  const url = new URL(request.url ?? '/', origin);
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api(?:\/v3)?(?=\/)/, ''),
    query: url.searchParams,
    origin,
    token: request.headers.authorization?.replace(/^(bearer|token) /i, ''),
    body: text === '' ? undefined : (JSON.parse(text) as Json),
  };
}

function write(response: ServerResponse, reply: Reply | 'cut' | 'hang'): void {
  if (reply === 'hang') return;
  if (reply === 'cut') {
    response.destroy();
    return;
  }
  if (reply.bytes !== undefined) {
    response.writeHead(reply.status, { 'content-type': 'application/zip' });
    response.end(reply.bytes);
    return;
  }
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
}
