import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { inTurns, secondsOf } from './rounds.mjs';

/** What a person waits for a short answer: `--version` and `help` beside an empty program. */
export async function start({ folder, cli, rounds }) {
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, '');
  const timed =
    (...args) =>
    async () =>
      (await secondsOf([process.execPath, ...args], { cwd: folder })).seconds;
  const contenders = { version: timed(cli, '--version'), help: timed(cli, 'help'), empty: timed(empty) };
  const { seconds, ratio } = await inTurns(contenders, 3 * rounds);
  const found = { seconds, 'ratio-of-help': ratio('help', 'empty') };
  return { ...found, ratio: ratio('version', 'empty'), bar: 3, ok: ratio('version', 'empty') <= 3 };
}
