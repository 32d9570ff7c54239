import { chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';

import { afterAll, expect } from '@jest/globals';

import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const TRY = `
const net = require('node:net'), dgram = require('node:dgram'), fs = require('node:fs'), dns = require('node:dns');
const [tcp, path, name] = process.argv.slice(2);
const connect = (name, options) => new Promise((done) => {
  const socket = net.connect(options, () => done(name + ' reached'));
  socket.on('error', (error) => done(name + ' ' + error.code));
  socket.setTimeout(2000, () => done(name + ' silent'));
});
(async () => {
  console.log(await connect('loopback', { host: '127.0.0.1', port: Number(tcp) }));
  console.log(await connect('loopback6', { host: '::1', port: Number(tcp) }));
  console.log(await connect('metadata', { host: '169.254.169.254', port: 80 }));
  console.log(await connect('outside', { host: '1.1.1.1', port: 443 }));
  console.log(await connect('socket', { path }));
  console.log(await connect('abstract', { path: '\\0' + name }));
  console.log(await connect('docker', { path: '/var/run/docker.sock' }));
  console.log(await new Promise((done) => dns.resolve4('example.com', (error) => done('dns ' + (error ? error.code : 'reached')))));
  console.log(await new Promise((done) => dgram.createSocket('udp4').send('x', 53, '1.1.1.1', (error) => done('udp ' + (error ? error.code : 'reached')))));
  process.exit(1);
})();
`;

threat(
  {
    id: 'R14',
    name: 'network',
    attack:
      "the program tries TCP, UDP, name service, IPv6, the cloud's metadata, the host's loopback, and sockets of the host",
    outcome: 'it reaches none of them',
  },
  async (user) => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const path = join(folder, 'socket');
    const name = `formative-threat-${user.id ?? 'root'}`;
    const servers = [createServer(), createServer(), createServer()];
    await Promise.all([listening(servers[0], 0), listening(servers[1], path), listening(servers[2], `\0${name}`)]);
    chmodSync(path, 0o777);
    const address = servers[0]?.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    try {
      const { code, result } = await attacked(user, {
        base: { 'try.js': '', 'evals/try.yml': `run: [node, try.js, "${port}", "${path}", "${name}"]\n` },
        head: { 'try.js': TRY },
      });
      const seen = (result.cases[0]?.head?.stdout ?? '').trim().split('\n');
      expect([code, seen.length]).toEqual([1, 9]);
      expect(seen.filter((line) => line.endsWith('reached'))).toEqual([]);
    } finally {
      for (const server of servers) server.close();
    }
  },
);

function listening(server: Server | undefined, where: number | string): Promise<void> {
  return new Promise((done) =>
    typeof where === 'number' ? server?.listen(where, '127.0.0.1', done) : server?.listen(where, done),
  );
}
