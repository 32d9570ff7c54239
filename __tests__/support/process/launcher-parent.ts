import { openLauncher } from '../../../src/edges/process/open-launcher.js';
import { programIn } from './programs.js';

// Runs a script three times at once through the launcher at LAUNCHER, and ends it all when asked: FOLDER LAUNCHER SCRIPT
const [folder = '', path = '', script = ''] = process.argv.slice(2);
const launcher = openLauncher({ path, env: { PATH: process.env['PATH'] ?? '' } });

process.on('SIGTERM', () => {
  launcher.closeNow();
  process.exit(143);
});
await Promise.all([1, 2, 3].map(() => launcher.run(programIn(folder, ['sh', '-c', script]))));
await launcher.close();
