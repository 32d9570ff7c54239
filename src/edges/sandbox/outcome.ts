import { contentOf, EMPTY, textOf } from '../../core/run/content.js';
import type { Attempt } from '../../core/run/trial.js';
import { constants } from 'node:os';
import type { Program } from '../../app/ports.js';
import { whyNotStarted } from '../process/start.js';

type Ran = Omit<Attempt, 'files'>;

/** How the last tool before the program says that it could not start it, up to the system's reason. */
export interface Launcher {
  /** Its own exit codes for that. */
  readonly codes: readonly number[];
  /** Matches the whole of standard error; its first group is the reason. */
  readonly complaint: RegExp;
}

const CODES = new Map([
  ['No such file or directory', 'ENOENT'],
  ['Permission denied', 'EACCES'],
  ['Exec format error', 'ENOEXEC'],
  ['Argument list too long', 'E2BIG'],
]);

/** A program's own ending, read from what its sandbox ended with. */
export function outcomeOf(ran: Ran, program: Program, launcher: Launcher): Ran {
  if (ran.ending.kind !== 'exited') return ran;
  const { code } = ran.ending;
  const complaint = launcher.codes.includes(code) ? launcher.complaint.exec(textOf(ran.stderr))?.[1] : undefined;
  if (complaint !== undefined) {
    const why = whyNotStarted(CODES.get(complaint) ?? '', program) ?? complaint;
    return { ...ran, ending: { kind: 'not-started', why }, stdout: EMPTY, stderr: EMPTY };
  }
  const signal = signalOf(code);
  return signal === undefined ? ran : { ...ran, ending: { kind: 'killed', signal } };
}

/** The sandbox itself could not be made: nothing ran. */
export function notHeld(ran: Ran, log: string): Ran {
  const why = `its sandbox could not be made: ${log.trim() || textOf(ran.stderr).trim() || 'it gave no reason'}`;
  return { ...ran, ending: { kind: 'not-started', why }, stdout: EMPTY, stderr: contentOf(log) };
}

/** A shell and bwrap alike say 128 + n of a program that signal n ended. */
function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
}

export function neverRan(why: string): Ran {
  return { ending: { kind: 'not-started', why }, duration: 0, stdout: EMPTY, stderr: EMPTY };
}
