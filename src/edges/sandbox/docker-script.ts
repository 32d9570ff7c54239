import type { Program } from '../../app/ports.js';
import { OURS } from './docker-arguments.js';
import { droppingTo, LIMITS, type Account } from './launch-script.js';

/** Tools of the operating system, by their paths. */
export interface DockerTools {
  readonly docker: string;
  readonly setpriv: string;
  readonly chmod: string;
  readonly env: string;
  readonly sh: string;
}

/**
 * What the first process of a container does. Its files lie where the program cannot go, the program's command and environment
 * among them: so they are in no command line, and not in what the daemon tells of a container.
 *
 * It opens our pipe twice before it lets go of the end that writes: the other end is ours alone, and closes when we end, however
 * that comes about. Then it ends the program, and the kernel ends the rest with it. The standard streams are root's: the program
 * could not open them again through /dev/stdout.
 */
export function dockerScript(
  tools: Pick<DockerTools, 'setpriv' | 'chmod' | 'env'>,
  who: Account,
  { argv, env, stdin }: Pick<Program, 'argv' | 'env' | 'stdin'>,
): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const command = [tools.env, '-i', ...variables, ...argv].map(quote).join(' ');
  const input = stdin === '' ? '' : `<${OURS}/stdin `;
  return `exec 3>&2 2>${OURS}/log || exit 1
${LIMITS} || exit 1
${tools.chmod} 666 /proc/self/fd/1 /proc/self/fd/3 || exit 1
exec 4<>${OURS}/alive 5<${OURS}/alive 4>&- || exit 1
( read -r _ <&5; kill -s KILL -- -1 ) </dev/null >/dev/null 2>&1 3>&- &
exec 5<&-
echo ready >&2
( exec ${input}2>&3 3>&-; exec ${tools.setpriv} ${droppingTo(who)} -- ${command} )
code=$?
echo "exited $code" >&2
times >&2
exit $code
`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What the first process wrote while it ran; the program can neither read nor write it. */
export interface DockerLog {
  /** Everything before the program's start has worked. */
  readonly ready: boolean;
  readonly end?: { readonly code: number; readonly bySignal: boolean; readonly cpu: number | undefined };
  readonly text: string;
}

const END = /(?:^|\n)ready\n((?:.*\n)*?)exited (\d+)\n((?:.*\n)*)$/;

export function readLog(text: string): DockerLog {
  const found = END.exec(text);
  const ready = /(?:^|\n)ready\n/.test(text);
  if (found === null) return { ready, text };
  const [, signal = '', code = '', times = ''] = found;
  return { ready, end: { code: Number(code), bySignal: signal !== '', cpu: secondsIn(times) }, text };
}

/** A shell's `times`: user and system time, of itself and of what it waited for. */
function secondsIn(times: string): number | undefined {
  const found = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  return found.length === 4 ? found.reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0) : undefined;
}
