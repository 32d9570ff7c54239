import { ownersOf } from '../doctor/codeowners.js';
import type { SetupFile } from '../doctor/setup.js';

/** Lines that a CODEOWNERS file lacks. */
export interface OwnerLines {
  readonly path: string;
  readonly lines: readonly string[];
  /** Whether the owners are known: everything else in the file has just these. */
  readonly known: boolean;
}

/** What to add to the CODEOWNERS file that there is; nothing where there is none, as owners are not ours to invent. */
export function missingOwners(codeowners: readonly SetupFile[], folder: string): OwnerLines | undefined {
  const places = [`${folder}/`, '.github/workflows/'];
  const owned = places.map((place) => ({ place, owned: ownersOf(codeowners, `${place}any.yml`) }));
  const lacking = owned.filter((one) => (one.owned?.owners.length ?? 0) === 0);
  const path = owned[0]?.owned?.path;
  if (path === undefined || lacking.length === 0) return undefined;
  const owners = ownersIn(codeowners.find((file) => file.path === path)?.text ?? '');
  const [only = '@OWNER'] = owners.length === 1 ? owners : [];
  return { path, lines: lacking.map(({ place }) => `/${place} ${only}`), known: owners.length === 1 };
}

/** Every group of owners that some line names. */
function ownersIn(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  const named = lines.map((line) => line.split(/\s+/).slice(1).join(' '));
  return [...new Set(named.filter((owners) => owners.includes('@')))];
}
