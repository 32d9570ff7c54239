import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inTurns, secondsOf } from './rounds.mjs';

const CASES = 500;

/**
 * What a trial costs over its program: `true` for 500 cases on both sides through the whole product, beside `xargs` and beside a
 * bare loop of Node's own `spawn`, all as wide as the machine has cores.
 */
export async function trials({ folder, cli, rounds }) {
  const root = repositoryIn(join(folder, 'many'));
  const starts = 2 * CASES;
  const width = availableParallelism();
  const sides = ['--base', 'HEAD', '--head', 'HEAD', '--full-base'];
  const product = [process.execPath, cli, 'run', ...sides, '--sandbox', 'off', '--quiet', '--json', '-'];
  const loop = [process.execPath, join(import.meta.dirname, 'spawn-loop.mjs'), `${starts}`, `${width}`];
  const input = Array.from({ length: starts }, (_, index) => `${index}\n`).join('');
  const { seconds, ratio } = await inTurns(
    {
      product: () => judged(product, { cwd: root, starts }),
      xargs: async () => (await secondsOf(['xargs', `-P${width}`, '-n1', 'true'], { cwd: root, input })).seconds,
      spawn: async () => (await secondsOf(loop, { cwd: root })).seconds,
    },
    rounds,
  );
  const found = { trials: starts, width, seconds, 'ratio-to-spawn': ratio('product', 'spawn') };
  return { ...found, ratio: ratio('product', 'xargs'), bar: 2, ok: ratio('product', 'xargs') <= 2 };
}

async function judged(command, { cwd, starts }) {
  const { seconds, said } = await secondsOf(command, { cwd });
  const { verdict, budget } = JSON.parse(said);
  if (verdict !== 'nothing-broke' || budget.trials !== starts)
    throw new Error(`expected ${starts} trials and nothing broken, got ${budget.trials} and ${verdict}`);
  return seconds;
}

function repositoryIn(root) {
  const names = Array.from({ length: CASES }, (_, index) => `  c${index}: {}\n`);
  mkdirSync(join(root, 'evals'), { recursive: true });
  writeFileSync(join(root, 'evals/many.yml'), `title: Many\nrun: ['true']\ncases:\n${names.join('')}`);
  const who = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com'];
  const git = (...args) => execFileSync('git', ['-C', root, ...who, ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Many cases');
  return root;
}
