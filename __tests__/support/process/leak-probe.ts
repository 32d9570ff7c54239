import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { start } from '../../../src/edges/process/start.js';

// A program of its own, to be started with a file left open: prints what a child reads from it, started plainly and by our door.
const fd = Number(process.argv[2]);
const read = ['-c', `cat <&${fd} 2>/dev/null; (echo written >&${fd}) 2>/dev/null; exit 0`] as const;
const plain = spawnSync('bash', read, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout;
const started = await start({ argv: ['bash', ...read], cwd: '/', env: { PATH: '/usr/bin:/bin' } }, [
  'ignore',
  'pipe',
  2,
]);
if (started.kind === 'failed') throw new Error(started.why);
let sealed = '';
started.child.stdout?.setEncoding('utf8').on('data', (text: string) => (sealed += text));
await once(started.child, 'close');
process.stdout.write(JSON.stringify({ plain, sealed }));
