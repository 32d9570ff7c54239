import type { Workspace } from './ports.js';

/**
 * Setups that ran in trees of head's own code, by key, with whether they worked. Head itself only gives: it is judged by what its
 * own tree makes of itself. The trees of its commits, and of its edits, take as well: they only explain.
 */
export interface Kin {
  readonly ran: Map<string, Promise<boolean>>;
  readonly part: 'gives' | 'takes';
}

/** A setup with a cache. */
export interface KeptSetup {
  readonly key: string;
  readonly folders: readonly string[];
  /** Answers why it failed. */
  readonly run: () => Promise<string | undefined>;
}

/** Runs a setup, unless kin ran one of its key and what that left can be taken. Answers why it failed, where it did. */
export async function setUpOnce(kin: Kin, workspace: Workspace, setup: KeptSetup): Promise<string | undefined> {
  const { key, folders } = setup;
  const known = kin.part === 'takes' ? kin.ran.get(key) : undefined;
  if (known !== undefined && (await known) && (await workspace.restore(key, folders, 'of-this-run'))) return undefined;
  const running = setup.run();
  const kept = running.then(async (failed) => {
    if (failed === undefined) await workspace.keep(key, folders, 'of-this-run');
    return failed === undefined;
  });
  kin.ran.set(key, kept);
  await kept;
  return running;
}
