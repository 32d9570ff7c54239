import { runProgram } from '../../../src/edges/process/run-program.js';
import { endEverything } from '../../../src/edges/process/end.js';
import { programIn } from './programs.js';

// A small product of its own: runs what it is told in the folder it is told, until a signal comes.
const [folder = '', script = ''] = process.argv.slice(2);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    endEverything();
    void runProgram(programIn(folder, ['sh', '-c', `echo started again > ${folder}/again`])).then(({ ending }) => {
      process.stdout.write(`${ending.kind}\n`);
      process.exit(130);
    });
  });
}
process.on('exit', endEverything);
process.on('SIGUSR2', () => {
  throw new Error('a bug of ours');
});

await Promise.all([1, 2, 3].map(() => runProgram(programIn(folder, ['sh', '-c', script]))));
