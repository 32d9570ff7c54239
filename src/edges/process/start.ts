import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { sealLeaks, type Stream } from './leaks.js';

/** What is started: an argument list, never a shell's line. */
export interface StartedAs {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs as root, started through sudo: our own signals do not reach it. */
  readonly root?: boolean;
  /** Is told the id of the first process. */
  readonly started?: (pid: number) => void;
}

export interface Started {
  readonly kind: 'started';
  readonly child: ChildProcess;
  /** Also the id of its group and of its session. */
  readonly pid: number;
}

export type Start = Started | { readonly kind: 'failed'; readonly why: string };

/** Starts a program as the leader of a session and a process group of its own. Never throws for what the program is. */
export async function start(what: StartedAs, stdio: readonly Stream[]): Promise<Start> {
  const [program, ...args] = what.argv;
  // Node would hand its own NODE_V8_COVERAGE on, unless the environment says something about it.
  const env = { NODE_V8_COVERAGE: undefined, ...what.env };
  try {
    const child = spawn(program, args, { cwd: what.cwd, env, stdio: sealLeaks(stdio), detached: true });
    if (child.pid !== undefined) return { kind: 'started', child, pid: child.pid };
    const failure: readonly unknown[] = await once(child, 'error');
    return failed(failure[0], what);
  } catch (error) {
    return failed(error, what);
  }
}

function failed(error: unknown, what: StartedAs): Start {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return { kind: 'failed', why: whyNotStarted(code, what) ?? String(error) };
}

/** In words, from the code of the system's error: it says ENOENT of a folder, a program and an interpreter alike. */
export function whyNotStarted(code: string, { argv: [program], cwd }: StartedAs): string | undefined {
  if (!isFolder(cwd)) return `its folder \`${cwd}\` does not exist`;
  switch (code) {
    case 'ENOENT':
      return program.includes('/')
        ? `\`${program}\` does not exist, or the interpreter in its first line does not`
        : `\`${program}\` is not on the PATH`;
    case 'EACCES':
      return `\`${program}\` may not be executed: it is a folder, or not marked as executable (\`chmod +x\`)`;
    case 'ENOEXEC':
      return `\`${program}\` is not a program for this machine`;
    case 'E2BIG':
      return `the arguments and the environment of \`${program}\` are together longer than the system allows`;
    case 'ERR_INVALID_ARG_VALUE':
      return `an argument or a variable of \`${program}\` holds a NUL character`;
    default:
      return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
