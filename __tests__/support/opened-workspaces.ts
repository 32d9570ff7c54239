import { readdirSync } from 'node:fs';
import type { Place, PlaceFiles, TreeEntry, Workspace } from '../../src/app/ports.js';
import { EMPTY } from '../../src/core/run/content.js';
import type { FoundFile } from '../../src/core/run/trial.js';
import { openWorkspaces, type OpenWorkspaces } from '../../src/edges/trees/open-workspaces.js';
import { memoryBlobs } from './memory-blobs.js';
import { removeTemporaries, temporaryFolder } from './temporary-repository.js';

export const NOTHING: PlaceFiles = { write: [], read: [], match: [], reports: false, maxFile: 1000 };
export const PASSED = { ending: { kind: 'exited', code: 0 }, duration: 1, stdout: EMPTY, stderr: EMPTY } as const;

const opened: { readonly workspaces: OpenWorkspaces; readonly parent: string }[] = [];

/** Workspaces that `closeWorkspaces` closes. */
export function open(objects = memoryBlobs, options: { readonly width?: number; readonly store?: string } = {}) {
  const parent = temporaryFolder();
  const workspaces = openWorkspaces({ objects, parent, width: 2, ...options });
  opened.push({ workspaces, parent });
  return { ...workspaces, parent };
}

/** For `afterEach`. Whatever a test did, closing must remove every folder. */
export async function closeWorkspaces(): Promise<void> {
  for (const { workspaces, parent } of opened.splice(0)) {
    await workspaces.close();
    const left = readdirSync(parent);
    if (left.length > 0) throw new Error(`closing left ${left.join(', ')}`);
  }
  removeTemporaries();
}

/** A program that is a function of its place. */
export function doing(work: (place: Place) => void) {
  return (place: Place) => {
    work(place);
    return Promise.resolve(PASSED);
  };
}

/** One trial that asks for nothing. */
export async function trial(workspace: Workspace, work: (place: Place) => void): Promise<void> {
  await workspace.lease(NOTHING, doing(work));
}

/** What one trial in a tree hands over. */
export async function filesOf(
  entries: readonly TreeEntry[],
  files: Partial<PlaceFiles>,
  work: (place: Place) => void,
): Promise<readonly FoundFile[]> {
  const workspace = await open().open(entries);
  return (await workspace.lease({ ...NOTHING, ...files }, doing(work))).files;
}
