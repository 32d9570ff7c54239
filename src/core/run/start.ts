import type { Command } from '../evals/eval.js';
import type { Unit } from '../plan/unit.js';

/** What is started for a unit, before it has a place: `${reports}` stands for the trial's own reports folder. */
export interface Start {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** Seconds. */
  readonly timeout: number;
  readonly network: boolean;
}

/** The argument list of a command: a list as it is with the arguments appended, a string through `sh -c`. */
export function argvOf(command: Command, args: readonly string[] = []): readonly [string, ...string[]] {
  if (command.kind === 'shell') return ['sh', '-c', command.script, 'sh', ...args];
  const [program, ...rest] = command.argv;
  return [program, ...rest, ...args];
}

export function startOf(unit: Unit): Start {
  const { run, cwd, env, timeout, network } = unit.eval;
  if (unit.kind === 'suite') return { argv: argvOf(run), cwd, env, stdin: '', timeout, network };
  const it = unit.case;
  return {
    argv: argvOf(run, it.args),
    cwd,
    env: { ...env, ...it.env },
    stdin: it.stdin,
    timeout: it.timeout,
    network: it.network,
  };
}

/** Replaces `${reports}` in every argument. */
export function withReports(argv: readonly [string, ...string[]], folder: string): readonly [string, ...string[]] {
  const [program, ...rest] = argv;
  const put = (text: string): string => text.replaceAll('${reports}', folder);
  return [put(program), ...rest.map(put)];
}
