import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../../src/app/ports.js';
import { textOf } from '../../../src/core/run/content.js';
import { MAX_PROCESSES } from '../../../src/edges/sandbox/launch-script.js';
import { programIn, setScene, type Scene } from './scene.js';

/** A program that tries to cross a border. It prints `breach` where it sees for itself that it did. */
export interface Attack {
  readonly name: string;
  readonly program: (scene: Scene) => readonly [string, ...string[]];
  /** What can be seen from outside, some time after the program ended. */
  readonly happened?: (scene: Scene) => boolean;
  /** Milliseconds until then. */
  readonly later?: number;
}

export const ATTACKS: readonly Attack[] = [
  {
    name: "read the environment of others' processes",
    program: ({ secret }) => shell(`cat /proc/[0-9]*/environ 2>/dev/null | grep -qa SECRET=${secret} && echo breach`),
  },
  {
    name: "read the memory of others' processes",
    program: ({ bystander, secret }) =>
      node(READ_MEMORY, String(bystander), Buffer.from(`memory-${secret}`).toString('hex')),
  },
  { name: "see others' processes", program: ({ bystander }) => shell(`[ -e /proc/${bystander} ] && echo breach`) },
  {
    name: "kill others' processes",
    program: ({ bystander }) => shell(`kill -9 ${bystander}; sleep 0.2`),
    happened: ({ isBystanderAlive }) => !isBystanderAlive(),
    later: 100,
  },
  {
    name: 'write outside its own folders',
    program: ({ other }) => shell(`echo x > ${other}/written`),
    happened: ({ other }) => existsSync(join(other, 'written')),
  },
  { name: 'read another leased tree', program: ({ other }) => shell(`[ -n "$(cat ${other}/secret)" ] && echo breach`) },
  { name: "read the caller's home", program: ({ homeFile }) => shell(`[ -n "$(cat ${homeFile})" ] && echo breach`) },
  { name: "reach the host's TCP", program: ({ ports }) => node(CONNECT, String(ports.tcp)), ...seenByServer() },
  { name: "reach the host's UDP", program: ({ ports }) => node(SEND, String(ports.udp)), ...seenByServer() },
  {
    name: 'reach an abstract Unix socket',
    program: ({ abstractSocket }) => node(CONNECT, `@${abstractSocket}`),
    ...seenByServer(),
  },
  { name: 'reach a Unix socket on disk', program: ({ pathSocket }) => node(CONNECT, pathSocket), ...seenByServer() },
  {
    name: 'have another network than its own loopback',
    program: () => shell(`grep -v -e lo: -e '|' /proc/net/dev && echo breach`),
  },
  { name: 'use sudo', program: () => shell('sudo -n true && echo breach; [ "$(id -u)" = 0 ] && echo breach') },
  {
    name: 'use a setuid program',
    program: ({ setuid }) => shell(`${setuid ?? '/bin/false'} | grep -q 'uid=0' && echo breach; ${NO_NEW_PRIVILEGES}`),
  },
  { name: 'mount', program: () => shell('mount -t tmpfs none "$TMPDIR" && umount "$TMPDIR" && echo breach') },
  { name: 'make a user namespace', program: () => shell('unshare --user --map-root-user --mount true && echo breach') },
  {
    name: 'change the system',
    program: () => shell('for f in /usr/bin /etc /usr/lib; do [ -w $f ] && echo breach; done'),
  },
  {
    name: 'leave a daemon that nobody can tell from a stranger',
    program: ({ own }) =>
      shell(`(env -i setsid sh -c 'sleep 1; echo late > ${own}/late' </dev/null >/dev/null 2>&1 &) ; sleep 0.2`),
    happened: ({ own }) => existsSync(join(own, 'late')),
    later: 1500,
  },
  {
    name: 'be more processes than one may be',
    program: () =>
      shell(`read -r _ _ most _ <<LINE
$(grep 'Max processes' /proc/self/limits)
LINE
[ "$most" = unlimited ] || [ "$most" -gt ${MAX_PROCESSES} ] && echo breach`),
  },
  { name: 'fill the disk with one file', program: () => shell('fallocate -l 9G big && echo breach; rm -f big') },
  {
    name: 'outlive others when memory runs out',
    program: () => shell('[ "$(cat /proc/self/oom_score_adj)" = 1000 ] || echo breach'),
  },
  {
    name: 'have any right of root',
    program: () => shell(`grep -q '^CapBnd:.*[1-9a-f]' /proc/self/status && echo breach`),
  },
];

/** Tells whether the attack got through. */
export async function succeeds(attack: Attack, sandbox: Sandbox): Promise<boolean> {
  const scene = await setScene(sandbox.owner);
  try {
    const ran = await sandbox.run(programIn(scene, attack.program(scene)));
    if (ran.ending.kind === 'not-started') throw new Error(`the attack did not start: ${ran.ending.why}`);
    await delay(attack.later ?? 0);
    return textOf(ran.stdout).includes('breach') || attack.happened?.(scene) === true;
  } finally {
    await scene.close();
  }
}

function shell(script: string): readonly [string, ...string[]] {
  return ['/bin/sh', '-c', script];
}

function node(script: string, ...values: readonly string[]): readonly [string, ...string[]] {
  return ['node', '-e', script, ...values];
}

function seenByServer() {
  return { happened: ({ visits }: Scene) => visits() > 0, later: 100 };
}

const NO_NEW_PRIVILEGES = `grep -q '^NoNewPrivs:.*0' /proc/self/status && echo breach`;

const CONNECT = `
const target = process.argv[1].replace(/^@/, '\\0');
const socket = require('net').connect(/^\\d+$/.test(target) ? { port: Number(target), host: '127.0.0.1' } : { path: target });
socket.on('connect', () => { console.log('breach'); socket.destroy(); });
socket.on('error', (error) => console.error(error.message));`;

const SEND = `
const socket = require('dgram').createSocket('udp4');
socket.send('x', Number(process.argv[1]), '127.0.0.1', () => socket.close());`;

const READ_MEMORY = `
const fs = require('fs');
const [pid, hex] = process.argv.slice(1);
const needle = Buffer.from(hex, 'hex');
const pids = fs.readdirSync('/proc').filter((name) => name === pid || (/^\\d+$/.test(name) && fs.readdirSync('/proc').length < 100));
for (const one of pids) {
  if (Number(one) === process.pid) continue;
  try {
    const memory = fs.openSync('/proc/' + one + '/mem', 'r');
    for (const line of fs.readFileSync('/proc/' + one + '/maps', 'utf8').split('\\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (from === undefined || parseInt(to, 16) - parseInt(from, 16) > 2 ** 27) continue;
      const bytes = Buffer.alloc(parseInt(to, 16) - parseInt(from, 16));
      try { fs.readSync(memory, bytes, 0, bytes.length, parseInt(from, 16)); } catch { continue; }
      if (bytes.includes(needle)) console.log('breach');
    }
  } catch {}
}`;
