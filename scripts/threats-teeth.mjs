// Switches off one defence after the other and plays its attack, which then has to succeed: npm run threats:teeth [-- --only R5]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundles } from './build/bundle.mjs';
import { attacksOf, play } from './threats/play.mjs';
import { TEETH } from './threats/teeth.mjs';
import { without } from './threats/without.mjs';

const { values, positionals } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const wanted = [...values.only, ...positionals].flatMap((ids) => ids.split(','));
const teeth = TEETH.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
if (teeth.length === 0)
  throw new Error(`no defence is named for ${wanted.join(' or ')}: see scripts/threats/teeth.mjs`);

const started = performance.now();
const ids = [...new Set(teeth.map(({ id }) => id))];
const whole = await attacksOn(ids, []);
const broken = new Set(whole.attacks.filter(({ passed }) => !passed).map(({ id }) => id));
console.error(
  `With every defence: ${whole.attacks.length} plays in ${whole.seconds} s; red: ${[...broken].join(', ') || 'none'}`,
);
for (const { why } of whole.attacks) if (why !== '') console.error(why.slice(0, 2000));

const rows = [];
for (const tooth of teeth) {
  const { attacks, seconds } = await attacksOn([tooth.id], [without(tooth)]);
  const bitten = attacks.filter((attack) => succeeded(attack, tooth));
  const said = broken.has(tooth.id) ? 'RED BEFORE' : bitten.length > 0 ? 'bites' : 'TOOTHLESS';
  rows.push({ id: tooth.id, said, plays: `${bitten.length} of ${attacks.length}`, seconds, without: tooth.defence });
  console.error(`${rows.length} of ${teeth.length}: ${tooth.id} ${said}`);
  if (bitten.length === 0) for (const { attack, why } of attacks) console.error(`${attack}\n${why.slice(0, 2000)}`);
}

const good = rows.filter(({ said }) => said === 'bites');
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
for (const row of rows) console.log(lineOf(row));
console.log(
  `\n${good.length} of ${rows.length} defences are missed by their test when they are off; ${minutes} minutes.`,
);
if (good.length < rows.length) process.exitCode = 1;

/** A test that merely could not be played has proved nothing, and one that is red for another reason neither. */
function succeeded({ passed, why }, { shows = 'expect(' }) {
  return !passed && why.includes('expect(') && why.includes(shows);
}

function lineOf({ id, said, plays, seconds, without }) {
  return `${said.padEnd(10)} ${id.padEnd(3)} ${plays} plays red, ${String(seconds).padStart(3)} s, without: ${without}`;
}

/** Builds the product with these changes and plays the attacks on it. */
async function attacksOn(ids, changes) {
  const begun = performance.now();
  const dist = mkdtempSync(join(tmpdir(), 'toothless-'));
  try {
    await bundles(dist, changes);
    writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
    const attacks = attacksOf(await play(ids, dist));
    return { attacks, seconds: Math.round((performance.now() - begun) / 1000) };
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}
