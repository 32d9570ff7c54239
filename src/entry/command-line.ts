import { explain } from './explain.js';
import { runCli } from './run-cli.js';

/** Runs the command line inside its nets: whatever is thrown is explained, and its exit code is never one that a verdict has. */
export async function commandLine(argv: readonly string[], version: string): Promise<number> {
  keepWhatIsThrown();
  try {
    return await runCli(argv, version);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
}

function keepWhatIsThrown(): void {
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
}
