import { constants } from 'node:os';
import type { Program } from '../../app/ports.js';
import { contentOf, EMPTY, textOf } from '../../core/run/content.js';
import type { Attempt } from '../../core/run/trial.js';
import { whyNotStarted } from '../process/start.js';

type Ran = Omit<Attempt, 'files'>;

const CODES = new Map([
  ['No such file or directory', 'ENOENT'],
  ['Permission denied', 'EACCES'],
  ['Exec format error', 'ENOEXEC'],
  ['Argument list too long', 'E2BIG'],
]);
/** Endings that no program chooses by exiting with 128 + n. */
const CRASHES = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGSEGV', 'SIGSYS'] as const;

/**
 * The attempt of a program that the last tool before it could not start. `complaint` matches the whole of what that tool
 * says of it; its first group is the system's reason. Undefined when the tool said something else.
 */
export function refusalOf(ran: Ran, program: Program, complaint: RegExp): Ran | undefined {
  const reason = complaint.exec(textOf(ran.stderr))?.[1];
  if (reason === undefined) return undefined;
  const why = whyNotStarted(CODES.get(reason) ?? '', program) ?? reason;
  return { ...ran, ending: { kind: 'not-started', why }, stdout: EMPTY, stderr: EMPTY };
}

/** A shell and bwrap alike say 128 + n of a program that signal n ended, and of one that exits so. */
export function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
}

/** Takes an exit code for the signal that it most likely stands for; 130 and 143 are also chosen by programs. */
export function crashOf(ran: Ran): Ran {
  if (ran.ending.kind !== 'exited') return ran;
  const { code } = ran.ending;
  const signal = CRASHES.find((name) => code === 128 + constants.signals[name]);
  return signal === undefined ? ran : { ...ran, ending: { kind: 'killed', signal } };
}

/** The sandbox itself could not be made: nothing ran. */
export function notHeld(ran: Ran, log: string): Ran {
  const why = `its sandbox could not be made: ${log.trim() || textOf(ran.stderr).trim() || 'it gave no reason'}`;
  return { ...ran, ending: { kind: 'not-started', why }, stdout: EMPTY, stderr: contentOf(log) };
}

export function neverRan(why: string): Ran {
  return { ending: { kind: 'not-started', why }, duration: 0, stdout: EMPTY, stderr: EMPTY };
}
