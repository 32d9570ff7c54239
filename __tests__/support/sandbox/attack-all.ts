import { ATTACKS, succeeds } from './attacks.js';
import { heldBy, openHere } from './opened-sandboxes.js';

// A program of its own, to be started as another user: prints which attacks got through which sandbox.
const sandboxes = openHere();
const through: Record<string, readonly string[]> = {};
for (const sandbox of await heldBy(sandboxes)) {
  const names: string[] = [];
  for (const attack of ATTACKS) if (await succeeds(attack, sandbox)) names.push(attack.name);
  through[sandbox.name] = names;
}
sandboxes.closeNow();
process.stdout.write(JSON.stringify(through));
