import type { Result } from '../core/report/result.js';
import { parseArguments } from './arguments.js';
import type { CliCommand, ReportArguments, RunArguments } from './cli-command.js';
import { HELP } from './help.js';

const EXIT = { 'nothing-broke': 0, broke: 1, 'could-not-tell': 2 } as const satisfies Record<Result['verdict'], number>;

/**
 * Runs one command; its exit code is 0 when nothing broke, 1 when something did, 2 when that could not be told. Each is loaded when
 * it is asked for: what they are built of takes longer to load than most answers to work out.
 */
export async function runCli(argv: readonly string[], version: string): Promise<number> {
  const command = parseArguments(argv);
  if (isLooking(command)) return look(command, version);
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'run':
      return run(command, version);
    case 'report':
      return report(command);
  }
}

/** Commands that say no verdict. */
const LOOKING = ['validate', 'init', 'map', 'doctor', 'audit', 'whose'] as const;

type Looking = Extract<CliCommand, { readonly kind: (typeof LOOKING)[number] }>;

function isLooking(command: CliCommand): command is Looking {
  return LOOKING.some((kind) => kind === command.kind);
}

async function look(command: Looking, version: string): Promise<number> {
  switch (command.kind) {
    case 'validate':
      return (await import('./validate-command.js')).runValidate(command.folder);
    case 'init':
      return (await import('./init-command.js')).runInit(command, version);
    case 'map':
      return (await import('./map-command.js')).runMap(command.folder);
    case 'doctor':
      return (await import('./doctor-command.js')).runDoctor(command, version);
    case 'audit':
      return (await import('./audit-command.js')).runAudit(command, version);
    case 'whose':
      await (await import('./whose-command.js')).runWhose(command);
      return 0;
  }
}

async function run(command: RunArguments, version: string): Promise<number> {
  const { runRun } = await import('./run-command.js');
  return EXIT[(await runRun(command, version)).verdict];
}

async function report(command: ReportArguments): Promise<number> {
  const { runReport } = await import('./report-command.js');
  return Math.max(...(await runReport(command)).map(({ verdict }) => EXIT[verdict]));
}
