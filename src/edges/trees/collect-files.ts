import picomatch from 'picomatch';
import type { Place, PlaceFiles } from '../../app/ports.js';
import type { FoundFile } from '../../core/run/trial.js';
import { findFiles, type Sighting } from './find-files.js';
import { readInside } from './read-file.js';
import type { Steps } from './steps.js';

/** Files that one trial may hand over, and bytes of all of them together. */
const MAX_FILES = 10_000;
const MAX_TOTAL = 256 * 2 ** 20;

/** Reads what a trial left behind. `before` are the paths that matched a pattern before it started. */
export function* collectFiles(
  place: Place,
  files: PlaceFiles,
  before: ReadonlySet<string>,
): Steps<readonly FoundFile[]> {
  const allowance = { files: MAX_FILES, bytes: MAX_TOTAL };
  const read = (root: string, path: string): FoundFile => {
    if (allowance.files <= 0) return { kind: 'refused', path, why: `is one of more than ${MAX_FILES} files` };
    if (allowance.bytes <= 0) return { kind: 'refused', path, why: `lies beyond ${MAX_TOTAL} bytes of files` };
    const found = readInside(root, path, Math.min(files.maxFile, allowance.bytes));
    allowance.files -= 1;
    allowance.bytes -= found.kind === 'regular' ? found.content.data.length : 0;
    return found;
  };
  const found = new Map<string, FoundFile>();
  for (const path of files.read) found.set(path, read(place.root, path));
  for (const sighting of yield* findFiles(place.root, files.match)) {
    if (found.has(sighting.path)) continue;
    const stood = before.has(sighting.path) ? { ...sighting, why: 'stood there before the trial' } : sighting;
    found.set(sighting.path, refusal(stood) ?? read(place.root, sighting.path));
    yield;
  }
  for (const sighting of files.reports ? yield* findFiles(place.reports, ['**']) : []) {
    const path = `\${reports}/${sighting.path}`;
    found.set(path, { ...(refusal(sighting) ?? read(place.reports, sighting.path)), path });
    yield;
  }
  return [...found.values()];
}

/** Which of these paths match one of the patterns. */
export function matching(paths: Iterable<string>, patterns: readonly string[]): ReadonlySet<string> {
  if (patterns.length === 0) return new Set();
  const matches = picomatch([...patterns], { dot: true });
  return new Set([...paths].filter((path) => matches(path)));
}

function refusal({ path, why }: Sighting): FoundFile | undefined {
  return why === undefined ? undefined : { kind: 'refused', path, why };
}
