import type { Command } from '../evals/eval.js';
import { argvOf, startOf, type Start } from '../run/start.js';
import type { Unit } from '../plan/unit.js';
import { printed, shellProgram, shellWord } from './shell-word.js';
import { visible } from './verbatim.js';

/**
 * Lines to paste into a shell at the root of the repository, with head checked out: setup, files, then the case. Each line is a
 * whole command, so that a report may leave one out.
 */
export function reproduceLines(unit: Unit, start: Start = startOf(unit)): string {
  const setup = unit.eval.setup.map((step) => setupLine(step.run));
  const files = unit.kind === 'case' ? unit.case.files.map(({ path, content }) => writeLine(path, content)) : [];
  return [...setup, ...files, commandLine(start)].join('\n');
}

function setupLine(run: Command): string {
  const asItIs = run.kind === 'shell' && visible(run.script.trimEnd(), Infinity) === run.script.trimEnd();
  return asItIs ? run.script.trimEnd() : commandOf(argvOf(run));
}

function commandLine({ argv, cwd, env, stdin }: Start): string {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${shellWord(value)}`);
  const program = [...settings, commandOf(argv.map(withReportsFolder))].join(' ');
  const piped = stdin === '' ? program : `${printed(stdin)} | ${program}`;
  return cwd === '' ? piped : `(cd ${shellWord(cwd)} && ${piped})`;
}

function writeLine(path: string, content: string): string {
  const folder = path.split('/').slice(0, -1).join('/');
  const made = folder === '' ? '' : `mkdir -p ${shellWord(folder)} && `;
  return `${made}${printed(content)} > ${shellWord(path)}`;
}

function withReportsFolder(arg: string): string {
  return arg.replaceAll('${reports}', '/tmp/reports');
}

function commandOf([program = '', ...args]: readonly string[]): string {
  return [shellProgram(program), ...args.map(shellWord)].join(' ');
}
