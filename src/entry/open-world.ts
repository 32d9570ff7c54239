import { realpathSync } from 'node:fs';
import { availableParallelism, constants, homedir, tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { UserError } from '../core/errors.js';
import type { Progress } from '../app/ports.js';
import type { Judges, Outside } from '../app/world.js';
import { historyFile } from '../edges/files/history-file.js';
import { openRepository } from '../edges/git/open-repository.js';
import { endEverything } from '../edges/process/end.js';
import type { Launcher } from '../edges/process/open-launcher.js';
import { openLaunchers } from '../edges/process/open-launchers.js';
import { chooseSandbox } from '../edges/sandbox/choose-sandbox.js';
import { measured } from '../edges/sandbox/measured.js';
import { plainSandbox } from '../edges/sandbox/plain.js';
import { openSandboxes } from '../edges/sandbox/open-sandboxes.js';
import { openWorkspaces } from '../edges/trees/open-workspaces.js';
import { openDeadline } from './deadline.js';

/** Lies beside the bundle that this file is part of. */
const LAUNCHER = fileURLToPath(new URL('launcher.js', import.meta.url));

export interface WorldOptions {
  readonly cwd: string;
  readonly progress: (event: Progress) => void;
  readonly callerEnv: Readonly<Record<string, string>>;
  readonly path: string;
  readonly version: string;
  readonly judges: Judges;
  /** Absent: nothing is known of earlier runs, and nothing is kept. */
  readonly history?: { readonly path?: string; readonly keep: boolean };
  /** Whether runs here are remembered for the order of the next. */
  readonly lately?: boolean;
  /** What all of it may take, with the removal of what lies on disk in the end. */
  readonly seconds?: number;
}

/**
 * Opens everything a run needs, gives it to `use`, with what is aborted when its seconds are over, and leaves no process and no
 * folder behind, however it ends.
 */
export async function withWorld<T>(
  options: WorldOptions,
  use: (outside: Outside, over: AbortSignal) => Promise<T>,
): Promise<T> {
  refuseWindows(process.platform);
  const repository = await openRepository(options.cwd);
  const width = availableParallelism();
  const store = join(repository.gitDir, 'formative', 'setups');
  const temporary = realpathSync(tmpdir());
  const deadline = openDeadline(options.seconds, () => workspaces.secondsToRemove());
  const { signal } = deadline;
  const workspaces = openWorkspaces({ objects: repository, parent: temporary, width, store, signal });
  const sandboxes = openSandboxes({ path: options.path, temporary, ...bordersOf(repository) });
  let launcher: Launcher | undefined;
  const clean = (): void => {
    launcher?.closeNow();
    endEverything();
    sandboxes.closeNow();
    workspaces.closeNow();
    repository.closeNow();
  };
  const forget = onEnd(clean, deadline.stop);
  try {
    const { progress, callerEnv, path, version, judges } = options;
    const outside: Outside = {
      repository,
      workspaces,
      chooseSandbox: async (wanted) => {
        const choice = await chooseSandbox(wanted, sandboxes.backends, () => {
          launcher ??= openLaunchers(width, { path: LAUNCHER, env: { PATH: options.path, TMPDIR: temporary } });
          return plainSandbox(launcher.run);
        });
        if (choice.kind === 'held' && choice.sandbox.owner !== undefined) workspaces.giveTo(choice.sandbox.owner);
        // The launcher measures what it starts itself: its children are not ours.
        if (choice.kind === 'none-held' || launcher !== undefined) return choice;
        return { ...choice, sandbox: measured(choice.sandbox) };
      },
      ...{ clock, progress, signal, width, path, callerEnv, version, judges },
      ...rememberedIn(repository, options),
    };
    return await use(outside, deadline.over);
  } finally {
    deadline.end();
    await launcher?.close();
    await workspaces.close();
    sandboxes.closeNow();
    await repository.close();
    forget();
  }
}

/** Base's earlier runs: at a path that is given, else beside the setups that are kept; there, too, what runs here took. */
function rememberedIn(
  { gitDir }: { readonly gitDir: string },
  options: WorldOptions,
): Pick<Outside, 'history' | 'lately'> {
  const lately = options.lately === true ? { lately: historyFile(join(gitDir, 'formative', 'lately.jsonl')) } : {};
  if (options.history === undefined) return lately;
  const { path = join(gitDir, 'formative', 'history.jsonl'), keep } = options.history;
  const machine = [process.platform, process.arch, process.env['ImageOS'] ?? ''].join(' ').trim();
  return { ...lately, history: { file: historyFile(path), keep, machine } };
}

/** Ending process trees and clean copies rest on what Windows does not have. */
function refuseWindows(platform: NodeJS.Platform): void {
  if (platform !== 'win32') return;
  throw new UserError('Formative does not run on Windows.', {
    help: 'Run it in WSL, in a container, or on a Linux runner.',
  });
}

/** What programs never see, the tools that they may, and the daemon that may hold them. */
function bordersOf({ root, gitDir }: { readonly root: string; readonly gitDir: string }) {
  const named = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => process.env[name] ?? []).filter((path) => isAbsolute(path));
  const [toolCache] = named('RUNNER_TOOL_CACHE');
  return {
    homes: [homedir(), ...accountHome()],
    hidden: named('RUNNER_TEMP'),
    closed: [root, gitDir, ...named('GITHUB_WORKSPACE')],
    ...(toolCache !== undefined && { toolCache }),
    dockerHost: process.env['DOCKER_HOST'],
  };
}

/** The user's home whatever HOME says; containers run as users that no account belongs to. */
function accountHome(): readonly string[] {
  try {
    return [userInfo().homedir];
  } catch {
    return [];
  }
}

/** Seconds by a clock that never goes back. */
function clock(): number {
  return performance.now() / 1000;
}

/** Cleans up at once when the process is asked to end, and ends it as the signal would have. */
function onEnd(clean: () => void, stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const handlers = signals.map((signal) => {
    const handler = (): void => {
      stop();
      clean();
      process.exit(128 + constants.signals[signal]);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  process.on('exit', clean);
  return () => {
    handlers.forEach((off) => off());
    process.off('exit', clean);
  };
}
