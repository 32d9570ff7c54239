import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mountPointsBelow } from '../../../src/edges/sandbox/mount-points.js';

/** A daemon of Docker's own, of this test alone, on this machine. */
export interface DockerDaemon {
  /** As DOCKER_HOST says it. */
  readonly host: string;
  /** Its pid. */
  readonly pid: number;
  /** Asks it with the client that Formative uses, and answers what that printed. */
  docker(...words: readonly string[]): string;
  /** Ends it with all its containers; nothing of it is left. */
  stop(): Promise<void>;
}

/** It needs root, or sudo without a password. */
const ELEVATE = process.geteuid?.() === 0 ? [] : ['sudo', '-n', '--'];
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Milliseconds until it answers, or is gone. */
const PATIENCE = 30_000;

/** `group`: whose members may speak to it, by name or number. Fails loudly where none can be started. */
export async function startDocker(group = String(process.getegid?.() ?? 0)): Promise<DockerDaemon> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'formative-dockerd-'));
  spawnSync('chmod', ['711', folder]);
  const [socket, log, pidFile] = ['docker.sock', 'log', 'pid'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const own = folder.slice(folder.lastIndexOf('-') + 1);
  const flags = [
    ...['--iptables=false', '--ip6tables=false', '--bridge=none', '--storage-driver=vfs', '--group', group],
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--pidfile', pidFile],
    ...['--containerd-namespace', `formative-${own}`, '--containerd-plugins-namespace', `formative-plugins-${own}`],
    ...['--host', `unix://${socket}`],
  ];
  const output = openSync(log, 'w');
  const [program = '', ...args] = [...ELEVATE, 'setpriv', '--pdeathsig', 'TERM', 'dockerd', ...flags];
  const child = spawn(program, args, { stdio: ['ignore', output, output], env: { PATH } });
  closeSync(output);
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const until = async (holds: () => boolean | Promise<boolean>): Promise<boolean> => {
    const end = performance.now() + PATIENCE;
    while (!(await holds())) {
      if (performance.now() > end) return false;
      await delay(25);
    }
    return true;
  };
  const stop = async (): Promise<void> => {
    asRoot('kill', '-s', 'TERM', readFileSync(pidFile, 'utf8'));
    if (!(await until(isGone))) throw new Error(`dockerd does not end:\n${tailOf(log)}`);
    for (const point of [...mountPointsBelow(folder)].reverse()) asRoot('umount', '--lazy', point);
    asRoot('rm', '--recursive', '--force', '--one-file-system', folder);
  };
  await until(async () => isGone() || (await answers(socket)));
  if (isGone()) throw new Error(`dockerd cannot be started here, and these tests need it:\n${tailOf(log)}`);
  const host = `unix://${socket}`;
  return {
    host,
    pid: Number(readFileSync(pidFile, 'utf8')),
    docker: (...words) => {
      const asked = spawnSync('/usr/bin/docker', ['--host', host, ...words], { encoding: 'utf8', env: { PATH } });
      if (asked.status !== 0) throw new Error(asked.stderr);
      return asked.stdout.trim();
    },
    stop,
  };
}

function asRoot(...argv: readonly string[]): void {
  const [program = '', ...args] = [...ELEVATE, ...argv];
  spawnSync(program, args);
}

function answers(socket: string): Promise<boolean> {
  if (!existsSync(socket)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const attempt = connect(socket, () => {
      attempt.destroy();
      resolve(true);
    });
    attempt.on('error', () => {
      resolve(false);
    });
  });
}

function tailOf(log: string): string {
  return readFileSync(log, 'utf8').slice(-2000);
}
