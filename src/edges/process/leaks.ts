import type { StdioOptions } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';

/** What stands at a file descriptor of a program. */
export type Stream = number | 'ignore' | 'pipe';

/** File descriptors without this flag go on to every program that is started. */
const CLOSE_ON_EXEC = 0o2000000;

let found: { readonly fds: readonly number[]; readonly nothing: number } | undefined;

/**
 * Puts /dev/null in the place of every file that whoever started us left open: Node closes only the first of them, and a
 * program would read and write the others. Looked for once, before the first program.
 */
export function sealLeaks(stdio: readonly Stream[]): StdioOptions {
  found ??= { fds: leakingFds(), nothing: openSync('/dev/null', 'r+') };
  const { fds, nothing } = found;
  if (fds.length === 0) return [...stdio];
  const last = Math.max(...fds);
  return Array.from({ length: last + 1 }, (_, fd) => stdio[fd] ?? (fds.includes(fd) ? nothing : 'ignore'));
}

function leakingFds(): readonly number[] {
  try {
    return readdirSync('/proc/self/fd').map(Number).filter(isLeaking);
  } catch {
    return [];
  }
}

function isLeaking(fd: number): boolean {
  if (fd < 3) return false;
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    return false;
  }
}
