// Starts `true` so many times, so many at once, as barely as Node can: node spawn-loop.mjs STARTS WIDTH
import { spawn } from 'node:child_process';

const [starts, width] = process.argv.slice(2).map(Number);
let left = starts;
await Promise.all(Array.from({ length: width }, lane));

async function lane() {
  while (left > 0) {
    left -= 1;
    const child = spawn('true', { stdio: ['ignore', 'pipe', 'pipe'] });
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  }
}
