import { examine } from '../core/doctor/examine.js';
import type { Finding } from '../core/doctor/finding.js';
import type { Setup, SetupFile } from '../core/doctor/setup.js';
import type { Entries } from '../core/plan/compose-tree.js';
import { loadMaterial } from './material.js';
import type { Repository } from './ports.js';

/** What is asked of the world besides files. */
export type Outlook = Pick<Setup, 'folder' | 'checkName' | 'sandbox' | 'rules' | 'tokenDefault'>;

/** Bytes; a larger file is no workflow that GitHub takes. */
const MOST_BYTES = 512 * 1024;

/** Looks at the files of the working tree, and at what the caller has seen of GitHub and of this machine. */
export async function doctor(repository: Repository, outlook: Outlook): Promise<readonly Finding[]> {
  const { tree } = await repository.workingTree();
  const entries = await repository.entries(tree);
  const loaded = await loadMaterial(repository, entries, outlook.folder);
  return examine({
    ...outlook,
    workflows: await filesAt(repository, entries, /^\.github\/workflows\/[^/]+\.ya?ml$/),
    codeowners: await filesAt(repository, entries, /^(?:\.github\/|docs\/)?CODEOWNERS$/),
    evals:
      loaded.kind === 'loaded'
        ? { kind: 'read', count: loaded.evals.length }
        : { kind: 'mistakes', mistakes: loaded.mistakes },
  });
}

async function filesAt(repository: Repository, entries: Entries, pattern: RegExp): Promise<readonly SetupFile[]> {
  const found = entries.filter(({ path, mode }) => pattern.test(path) && mode.startsWith('100'));
  const sizes = await repository.sizes(found.map(({ oid }) => oid));
  const small = found.filter(({ oid }) => (sizes.get(oid) ?? 0) <= MOST_BYTES);
  const blobs = await repository.blobs([...new Set(small.map(({ oid }) => oid))]);
  return found.map(({ path, oid }) => ({ path, text: new TextDecoder().decode(blobs.get(oid) ?? new Uint8Array()) }));
}
