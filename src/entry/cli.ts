declare const FORMATIVE_VERSION: string;

/**
 * Opens the command line. It is a file of its own, and `--version` answers from it: what all other commands are built of takes longer
 * to load than Node takes to start.
 */
async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
    process.stdout.write(`${FORMATIVE_VERSION}\n`);
    return 0;
  }
  const { commandLine } = await import('./command-line.js');
  return commandLine(argv, FORMATIVE_VERSION);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Only a file that is missing or torn gets here. Node would exit with 1, which here means that something broke.
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
