import { chownSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { openSandboxes } from '../../src/edges/sandbox/open-sandboxes.js';
import { plainSandbox } from '../../src/edges/sandbox/plain.js';
import { chooseSandbox } from '../../src/edges/sandbox/choose-sandbox.js';
import type { Sandbox } from '../../src/app/ports.js';
import { cleanEnvironment } from '../../src/core/run/environment.js';

// Prints, as one JSON line, what a trial costs plain and in the sandbox that holds here, or in one by its name, in turns:
// sandbox.ts FOLDER ROUNDS [NAME]
const [parent = '', rounds = '', named] = process.argv.slice(2);
const PROGRAMS = { true: ['true'], node: [process.execPath, '-e', '0'] } as const;
const STARTS = 10;

const temporary = realpathSync(parent);
const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
const dockerHost = process.env['DOCKER_HOST'];
const sandboxes = openSandboxes({ path, temporary, homes: [homedir()], hidden: [], closed: [], dockerHost });
try {
  const backends = sandboxes.backends.filter(({ name }) => named === undefined || name === named);
  const choice = await chooseSandbox('required', backends);
  if (choice.kind === 'none-held') throw new Error(choice.why);
  const folder = join(temporary, 'trial');
  mkdirSync(folder);
  const { owner } = choice.sandbox;
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const found = { true: await compare('true', choice.sandbox), 'node -e 0': await compare('node', choice.sandbox) };
  process.stdout.write(JSON.stringify({ backend: choice.sandbox.name, ...found }));

  async function compare(name: keyof typeof PROGRAMS, held: Sandbox) {
    const times: { readonly plain: number; readonly held: number }[] = [];
    for (let round = 0; round < Number(rounds) * STARTS; round += 1)
      times.push({ plain: await once(name, plainSandbox()), held: await once(name, held) });
    const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    return {
      plain: middle(times.map((one) => one.plain)),
      held: middle(times.map((one) => one.held)),
      ratio: middle(times.map((one) => one.held / one.plain)),
    };
  }

  async function once(name: keyof typeof PROGRAMS, sandbox: Sandbox): Promise<number> {
    const env = cleanEnvironment({ place: { home: folder, temp: folder }, path, extra: {} });
    const rest = { stdin: '', timeout: 60, network: false, maxOutput: 1000, writable: [folder] };
    const begun = performance.now();
    const ran = await sandbox.run({ argv: PROGRAMS[name], cwd: folder, env, ...rest });
    if (ran.ending.kind !== 'exited' || ran.ending.code !== 0) throw new Error(JSON.stringify(ran));
    return (performance.now() - begun) / 1000;
  }
} finally {
  sandboxes.closeNow();
}
