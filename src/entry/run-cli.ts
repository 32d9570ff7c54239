import type { Result } from '../core/report/result.js';
import { parseArguments, type CliCommand } from './arguments.js';
import { runDoctor } from './doctor-command.js';
import { HELP } from './help.js';
import { runReport } from './report-command.js';
import { runRun } from './run-command.js';
import { runWhose } from './whose-command.js';
import { runValidate } from './validate-command.js';

const EXIT = { 'nothing-broke': 0, broke: 1, 'could-not-tell': 2 } as const satisfies Record<Result['verdict'], number>;

/** Runs one command; its exit code is 0 when nothing broke, 1 when something did, 2 when that could not be told. */
export async function runCli(argv: readonly string[], version: string): Promise<number> {
  const command: CliCommand = parseArguments(argv);
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'run':
      return EXIT[(await runRun(command, version)).verdict];
    case 'validate':
      return runValidate(command.folder);
    case 'doctor':
      return runDoctor(command, version);
    case 'whose':
      await runWhose(command);
      return 0;
    case 'report':
      return Math.max(...(await runReport(command)).map(({ verdict }) => EXIT[verdict]));
  }
}
