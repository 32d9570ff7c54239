import { argvOf, startOf, type Start } from '../run/start.js';
import type { Unit } from '../plan/unit.js';

/** Lines to paste into a shell at the root of the repository, with head checked out: setup, files, then the case. */
export function reproduceLines(unit: Unit, start: Start = startOf(unit)): string {
  const setup = unit.eval.setup.map((step) =>
    step.run.kind === 'shell' ? step.run.script : quoteAll(argvOf(step.run)),
  );
  const files = unit.kind === 'case' ? unit.case.files.map(({ path, content }) => writeLine(path, content)) : [];
  return [...setup, ...files, commandLine(start)].join('\n');
}

function commandLine({ argv, cwd, env, stdin }: Start): string {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
  const program = [...settings, quoteAll(argv.map(withReportsFolder))].join(' ');
  const piped = stdin === '' ? program : `printf %s ${quote(stdin)} | ${program}`;
  return cwd === '' ? piped : `(cd ${quote(cwd)} && ${piped})`;
}

function writeLine(path: string, content: string): string {
  const folder = path.split('/').slice(0, -1).join('/');
  const made = folder === '' ? '' : `mkdir -p ${quote(folder)} && `;
  return `${made}printf %s ${quote(content)} > ${quote(path)}`;
}

function withReportsFolder(arg: string): string {
  return arg.replaceAll('${reports}', '/tmp/reports');
}

function quoteAll(argv: readonly string[]): string {
  return argv.map(quote).join(' ');
}

/** A word for a POSIX shell: bare where that is safe, else in single quotes. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
