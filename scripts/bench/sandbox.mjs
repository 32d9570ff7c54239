import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rounded, secondsOf } from './rounds.mjs';

/** What a sandboxed trial may cost beside a plain one of the same program: SPEC's two bars. */
const BARS = { true: 5, 'node -e 0': 1.5 };

/** What a trial costs in the sandbox that holds on this machine, beside the same program started without one. */
export async function sandbox({ folder, rounds }) {
  const temporary = join(folder, 'sandbox');
  mkdirSync(temporary);
  const program = [process.execPath, join(import.meta.dirname, '../run.mjs'), join(import.meta.dirname, 'sandbox.ts')];
  const { said } = await secondsOf([...program, temporary, `${rounds}`], { cwd: join(import.meta.dirname, '../..') });
  const { backend, ...found } = JSON.parse(said);
  const told = Object.fromEntries(
    Object.entries(found).map(([name, { plain, held, ratio }]) => [
      name,
      { seconds: { plain: rounded(plain), held: rounded(held) }, ratio: rounded(ratio), bar: BARS[name] },
    ]),
  );
  return { backend, ...told, ok: Object.entries(told).every(([name, { ratio }]) => ratio <= BARS[name]) };
}
