import { explain } from './explain.js';

declare const FORMATIVE_VERSION: string;

/** Opens the command line. `--version` answers before anything else is loaded. */
async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
    process.stdout.write(`${FORMATIVE_VERSION}\n`);
    return 0;
  }
  const { runCli } = await import('./run-cli.js');
  return runCli(argv, FORMATIVE_VERSION);
}

/** A reader that has seen enough (`| head`) closes the pipe: that changes no verdict. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Node would exit with 1, which here means that something broke. */
process.on('uncaughtException', (error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(2);
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2;
  },
);
