import type { Command, Rerun, SuiteEval } from '../evals/eval.js';
import { argvOf, type Start } from './start.js';

type Values = Readonly<Record<'names' | 'files', readonly string[]>>;

/** A test in doubt, as the suite's own runner knows it. */
export interface TestInDoubt {
  readonly filter?: string | undefined;
  readonly file?: string | undefined;
}

/**
 * How to run just the tests in doubt; undefined when the eval does not say how, or a test has no name to filter by:
 * then the whole suite is run again.
 */
export function rerunStart(suite: SuiteEval, tests: readonly TestInDoubt[]): Start | undefined {
  if (suite.rerun === undefined) return undefined;
  const names = tests.map((test) => test.filter);
  if (!names.every((name) => name !== undefined)) return undefined;
  const files = [...new Set(tests.flatMap((test) => test.file ?? []))];
  if (mentions(suite.rerun.run, '${files}') && files.length === 0) return undefined;
  const { cwd, env, timeout, network } = suite;
  return {
    argv: filledArgv(suite.rerun, { names: namesAs(suite.rerun.names, names), files }),
    cwd,
    env,
    stdin: '',
    timeout,
    network,
  };
}

/** Names are the pull request's text: they never become part of a shell script, which gets them as "$@". */
function filledArgv({ run }: Rerun, values: Values): readonly [string, ...string[]] {
  if (run.kind === 'shell') return argvOf(run, values.names);
  const [program, ...args] = run.argv;
  return [program, ...args.flatMap((arg) => fill(arg, values))];
}

function namesAs(how: 'pattern' | 'list', names: readonly string[]): readonly string[] {
  if (how === 'list') return names;
  return [`^(${names.map(escapePattern).join('|')})$`];
}

/** An argument that is only a placeholder becomes one argument for each value; inside a text it becomes that text. */
function fill(arg: string, values: Values): readonly string[] {
  if (arg === '${names}') return values.names;
  if (arg === '${files}') return values.files;
  return [arg.replaceAll('${names}', values.names.join('|')).replaceAll('${files}', values.files.join(' '))];
}

function mentions(command: Command, placeholder: string): boolean {
  return argvOf(command).some((arg) => arg.includes(placeholder));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
