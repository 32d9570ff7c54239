// Plays every attack of __tests__/threats against the built product and prints what came of it: npm run threats [R5…]
import { attacksOf, play } from './threats/play.mjs';

const wanted = process.argv.slice(2);
const attacks = attacksOf(await play(wanted));
const held = attacks.filter(({ passed }) => passed);

for (const { id, name, attack, outcome, passed, why } of attacks) {
  console.log(`${passed ? 'held  ' : 'BROKEN'} ${id.padEnd(3)} ${name}`);
  console.log(`           ${attack}`);
  console.log(`         → ${outcome}`);
  if (!passed) console.log(`\n${why}\n`);
}
console.log(`\n${held.length} of ${attacks.length} attacks were held.`);
if (attacks.length === 0 || held.length < attacks.length) process.exitCode = 1;
