import { spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';

/** Two open file descriptors; whoever takes a pipe closes both. */
export interface Pipe {
  readonly reader: number;
  readonly writer: number;
  /** How the process table names it. */
  readonly name: string;
}

/** Pipes made at once: each holds two file descriptors while it waits. */
const BATCH = 128;
/** Linux's file system in memory. On a disk, ext4 looks ever longer for an inode that no file had within the last seconds. */
const IN_MEMORY = '/dev/shm';
const spare: Pipe[] = [];

/**
 * A real pipe. Node itself connects children by sockets, and a program whose standard streams are sockets cannot open
 * /dev/stdin, /dev/stdout or /dev/stderr, which shell scripts and JavaScript do all the time.
 */
export function takePipe(): Pipe {
  if (spare.length === 0) spare.push(...makePipes());
  const pipe = spare.pop();
  if (pipe === undefined) throw new Error('a batch of pipes is never empty');
  return pipe;
}

export function closePipe({ reader, writer }: Pipe): void {
  closeSync(reader);
  closeSync(writer);
}

/** Named pipes, opened at both ends and unlinked at once: nothing is left on disk, and one `mkfifo` serves many trials. */
function makePipes(): readonly Pipe[] {
  const folder = ownFolder();
  try {
    const paths = Array.from({ length: BATCH }, (_, index) => join(folder, String(index)));
    // Any user may open them again through /dev/stdout: a sandbox changes the user, and the folder is private and gone.
    const made = spawnSync(mkfifo(), ['-m', '666', ...paths], { encoding: 'utf8' });
    if (made.status !== 0) throw cannotMake(folder, made.error?.message ?? made.stderr);
    return paths.map(openBoth);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ownFolder(): string {
  const name = 'formative-pipes-';
  try {
    return mkdtempSync(join(IN_MEMORY, name));
  } catch {
    return mkdtempSync(join(realpathSync(tmpdir()), name));
  }
}

function openBoth(path: string): Pipe {
  // Without O_NONBLOCK the reader would wait for a writer for ever.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reader, writer: openSync(path, constants.O_WRONLY), name: `${path} (deleted)` };
}

/** The system's own before any that a PATH finds: a checkout may bring one, and `npx` puts it first. */
function mkfifo(): string {
  return ['/usr/bin/mkfifo', '/bin/mkfifo'].find((path) => existsSync(path)) ?? 'mkfifo';
}

function cannotMake(folder: string, why: string): UserError {
  return new UserError(`mkfifo could not make pipes in ${folder}: ${why.trim()}`, {
    help: 'Set TMPDIR to a folder of a local file system, and see that `mkfifo` is on the PATH.',
  });
}
