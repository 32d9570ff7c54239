import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Program, Sandbox } from '../../../src/app/ports.js';

/** What an attacker could reach: somebody else's process, files, servers. */
export interface Scene {
  /** Stands in the environment, the memory and the files of others. */
  readonly secret: string;
  /** Another process of this user. */
  readonly bystander: number;
  readonly isBystanderAlive: () => boolean;
  /** Another leased tree: `secret` can be read, anything can be written. */
  readonly other: string;
  /** A file with the secret in the caller's home. */
  readonly homeFile: string;
  readonly ports: { readonly tcp: number; readonly udp: number };
  readonly abstractSocket: string;
  readonly pathSocket: string;
  /** How often anybody reached one of the servers. */
  readonly visits: () => number;
  /** The attacker's own folder. */
  readonly own: string;
  /** Root's program with the setuid bit, in the attacker's own folder; only root can put one there. */
  readonly setuid: string | undefined;
  readonly close: () => Promise<void>;
}

export async function setScene(owner?: Sandbox['owner']): Promise<Scene> {
  const secret = randomBytes(16).toString('hex');
  const folder = mkdtempSync(join(tmpdir(), 'formative-scene-'));
  chmodSync(folder, 0o755);
  const other = folderIn(folder, 'other');
  writeFileSync(join(other, 'secret'), secret);
  const homeFile = join(homedir(), `.formative-test-${secret.slice(0, 8)}`);
  writeFileSync(homeFile, secret, { mode: 0o644 });
  const own = folderIn(folder, 'own');
  if (owner !== undefined) chownSync(own, owner.uid, owner.gid);
  const bystander = await startBystander(secret);
  const servers = await startServers(join(other, 'socket'), `formative-${secret.slice(0, 8)}`);
  return {
    ...{ secret, other, homeFile, own, ...servers },
    ...{ bystander: bystander.pid, isBystanderAlive: bystander.isAlive },
    setuid: process.geteuid?.() === 0 ? setuidIn(own) : undefined,
    close: async () => {
      bystander.end();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
      rmSync(homeFile, { force: true });
    },
  };
}

/** Runs a program of the attacker's in their own folder. */
export function programIn(scene: Scene, argv: Program['argv'], changes: Partial<Program> = {}): Program {
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: scene.own, TMPDIR: scene.own };
  const limits = { stdin: '', timeout: 60, network: false, maxOutput: 2 ** 20, writable: [scene.own] };
  return { argv, cwd: scene.own, env, ...limits, ...changes };
}

function folderIn(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  chmodSync(path, 0o777);
  return path;
}

/** Has the secret in its environment, and in its memory alone after that. */
async function startBystander(secret: string) {
  const script = `const kept = Buffer.from('memory-' + process.env.SECRET); setInterval(() => kept.length, 1000); console.log('up')`;
  const child = spawn(process.execPath, ['-e', script], {
    env: { SECRET: secret },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  if (child.pid === undefined) throw new Error('the bystander did not start');
  return {
    pid: child.pid,
    isAlive: () => child.signalCode === null && child.exitCode === null,
    end: () => child.kill('SIGKILL'),
  };
}

async function startServers(pathSocket: string, abstractSocket: string) {
  let visits = 0;
  const visit = (): void => {
    visits += 1;
  };
  const servers = [createServer(visit), createServer(visit), createServer(visit)] as const;
  const udp = createSocket('udp4', visit);
  servers[0].listen(0, '127.0.0.1');
  servers[1].listen(pathSocket);
  servers[2].listen(`\0${abstractSocket}`);
  udp.bind(0, '127.0.0.1');
  await Promise.all([...servers.map((server) => once(server, 'listening')), once(udp, 'listening')]);
  chmodSync(pathSocket, 0o777);
  const address = servers[0].address();
  const tcp = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    udp.close();
    for (const server of servers) server.close();
    await Promise.resolve();
  };
  return { ports: { tcp, udp: udp.address().port }, pathSocket, abstractSocket, visits: () => visits, stop };
}

function setuidIn(folder: string): string | undefined {
  const path = join(folder, 'root-id');
  const id = spawnSync('sh', ['-c', 'command -v id'], { encoding: 'utf8' }).stdout.trim();
  if (!existsSync(id)) return undefined;
  copyFileSync(id, path);
  chmodSync(path, 0o4755);
  return path;
}
