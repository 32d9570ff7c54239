import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, expect, it } from '@jest/globals';

import { fetchCommits } from '../../../src/edges/git/fetch-commits.js';
import { removeTemporaries, TemporaryRepository } from '../../support/temporary-repository.js';

const servers: Server[] = [];
const told: (string | undefined)[] = [];
afterEach(() => {
  servers.splice(0).forEach((server) => server.close());
});
afterAll(removeTemporaries);

/** Git's own server behind HTTP, for repositories below a folder. */
async function serve(repository: TemporaryRepository): Promise<string> {
  const server = createServer((request, response) => {
    told.push(request.headers.authorization);
    const { pathname, search } = new URL(request.url ?? '/', 'http://host');
    const env = {
      ...{ PATH: process.env['PATH'], GIT_HTTP_EXPORT_ALL: '1', GIT_PROJECT_ROOT: repository.root },
      ...{ PATH_INFO: pathname, QUERY_STRING: search.slice(1), REQUEST_METHOD: request.method },
      ...{
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      ...{ GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'uploadpack.allowAnySHA1InWant', GIT_CONFIG_VALUE_0: 'true' },
      ...{ GIT_CONFIG_KEY_1: 'safe.directory', GIT_CONFIG_VALUE_1: '*' },
      ...(request.headers['content-encoding'] === 'gzip' && { HTTP_CONTENT_ENCODING: 'gzip' }),
    };
    const backend = spawn('git', ['http-backend'], { env });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const headers = all
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(/: (.*)/s));
      response.writeHead(
        Number(headers.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200),
        Object.fromEntries(
          headers.filter(([name]) => name !== 'Status').map(([name = '', value = '']) => [name, value]),
        ),
      );
      response.end(all.subarray(end + 4));
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/.git`;
}

it('brings objects, and neither refs nor files nor a program of the repository', async () => {
  const remote = new TemporaryRepository();
  remote.commit('base', { a: '1' });
  const clone = new TemporaryRepository(undefined, 'clone', '-q', remote.root, '.');
  const sha = remote.commit('head', { a: '2', '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = /nowhere\n' });
  clone.write('.git/hooks/reference-transaction', '#!/bin/sh\ntouch ran\n');
  const refs = clone.git('for-each-ref');
  await fetchCommits(clone.root, { url: await serve(remote), token: 'sentinel' }, [sha]);
  expect(clone.git('cat-file', '-t', sha)).toBe('commit');
  expect([clone.git('for-each-ref'), clone.git('status', '--porcelain')]).toEqual([refs, '']);
  expect(told).toContain(`Basic ${Buffer.from('x-access-token:sentinel').toString('base64')}`);
});

it('asks nobody for what is there, and says so when the remote has it not', async () => {
  const repository = new TemporaryRepository();
  const sha = repository.commit('base', { a: '1' });
  await fetchCommits(repository.root, { url: 'http://127.0.0.1:1/x.git', token: 't' }, [sha]);
  const unknown = fetchCommits(repository.root, { url: 'http://127.0.0.1:1/x.git', token: 't' }, ['e'.repeat(40)]);
  await expect(unknown).rejects.toThrow('could not be fetched');
});
