// Switches off one defence after the other and plays its attack, which then has to succeed: npm run threats:teeth [R5…]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundles } from './build/bundle.mjs';
import { attacksOf, play } from './threats/play.mjs';
import { TEETH } from './threats/teeth.mjs';

const wanted = process.argv.slice(2);
const teeth = TEETH.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
let toothless = 0;

for (const tooth of teeth) {
  const attacks = attacksOf(await against(tooth));
  // A test that merely could not be played has proved nothing.
  const bitten = attacks.filter(({ passed, why }) => !passed && why.includes('expect('));
  if (bitten.length === 0) toothless += 1;
  console.log(`${bitten.length > 0 ? 'bites    ' : 'TOOTHLESS'} ${tooth.id.padEnd(3)} without: ${tooth.defence}`);
  console.log(`              ${bitten.length} of ${attacks.length} plays of its attack went red`);
}
console.log(`\n${teeth.length - toothless} of ${teeth.length} tests fail when their defence is switched off.`);
if (teeth.length === 0 || toothless > 0) process.exitCode = 1;

async function against(tooth) {
  const dist = mkdtempSync(join(tmpdir(), 'toothless-'));
  try {
    await bundles(dist, [without(tooth)]);
    writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
    return await play([tooth.id], dist);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

/** Builds the product with one text of its source replaced; the source itself stays as it is. */
function without({ id, file, from, to }) {
  const path = resolve(file);
  return {
    name: 'without a defence',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, (args) => {
        if (args.path !== path) return undefined;
        const source = readFileSync(path, 'utf8');
        if (source.split(from).length !== 2) throw new Error(`${id}: \`${from}\` does not stand once in ${file}`);
        return { contents: source.replace(from, () => to), loader: 'ts' };
      }),
  };
}
