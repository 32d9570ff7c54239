import { spawnSync } from 'node:child_process';

/** What a tool of ours prints, for handlers that cannot await; nothing where it fails, or takes longer than so many seconds. */
export function captureNow(
  [program, ...args]: readonly [string, ...string[]],
  { env, patience }: { readonly env: Readonly<Record<string, string>>; readonly patience: number },
): string {
  const done = spawnSync(program, args, { encoding: 'utf8', cwd: '/', env, timeout: patience * 1000 });
  return done.error === undefined && done.status === 0 ? done.stdout : '';
}
