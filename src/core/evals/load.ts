import type { Mistake } from '../errors.js';
import { mistakesBetween } from './between-files.js';
import { nameMistakes, readBlob, type BlobReading } from './blob-reading.js';
import { roleOf, type EvalBlob } from './blobs.js';
import type { Eval } from './eval.js';
import { checkEvalFile, type EvalFile } from './eval-file.js';
import { mistakesOf } from './finding.js';
import { fixturesFor, type Blobs } from './fixtures.js';
import type { Policy } from './policy.js';
import { PolicyFields, type PolicyInput } from './policy-schema.js';
import { resolveEval } from './resolve-eval.js';
import { resolvePolicy } from './resolve-policy.js';
import { schemaFindings } from './schema-findings.js';

const MOST_CHARACTERS = 1000;

export type Loading =
  | { readonly kind: 'loaded'; readonly evals: readonly Eval[]; readonly policy: Policy }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] };

/**
 * Reads every eval and the policy, or names every mistake of every file.
 *
 * @param blobs every blob below the folder, each read up to `capOf` its path
 * @param folder path of the evals folder in the repository, without a slash at its end: `evals`
 */
export function loadEvals(blobs: readonly EvalBlob[], folder: string): Loading {
  const byPath: Blobs = new Map(blobs.map((blob) => [blob.path, blob]));
  const ids = blobs.flatMap(({ path }) => {
    const role = roleOf(path, folder);
    return role.kind === 'eval' ? [role.id] : [];
  });
  const policy = readPolicy(blobs, folder);
  const readings = blobs.map((blob) => readEval(blob, byPath, folder));
  const files = readings.flatMap((reading) => reading.file ?? []);
  const mistakes = [
    ...nameMistakes(blobs, folder),
    ...policy.mistakes,
    ...readings.flatMap((reading) => reading.mistakes),
    ...mistakesBetween(files, new Set(ids)),
  ];
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes: mistakes.map(shortened).sort(inReadingOrder) };
  const complete = resolvePolicy(policy.input);
  const defaults = { shared: policy.input.defaults ?? {}, when: complete.when };
  const evals = files.flatMap((file) => resolveEval(file, defaults) ?? []);
  return { kind: 'loaded', evals: evals.sort((one, other) => order(one.id, other.id)), policy: complete };
}

interface EvalReading {
  readonly file?: EvalFile;
  readonly mistakes: readonly Mistake[];
}

function readEval(blob: EvalBlob, blobs: Blobs, folder: string): EvalReading {
  const role = roleOf(blob.path, folder);
  if (role.kind !== 'eval') return { mistakes: [] };
  const reading = readBlob(blob);
  if (reading.kind === 'unreadable') return { mistakes: [reading.mistake] };
  const file = checkEvalFile(role.id, reading.document, fixturesFor(blob.path, blobs, folder));
  return { file, mistakes: file.mistakes };
}

interface PolicyReading {
  readonly input: PolicyInput;
  readonly mistakes: readonly Mistake[];
}

function readPolicy(blobs: readonly EvalBlob[], folder: string): PolicyReading {
  const blob = blobs.find(({ path }) => roleOf(path, folder).kind === 'policy');
  if (blob === undefined) return { input: {}, mistakes: [] };
  const reading: BlobReading = readBlob(blob);
  if (reading.kind === 'unreadable') return { input: {}, mistakes: [reading.mistake] };
  const { document } = reading;
  const parsed = PolicyFields.safeParse(document.value);
  const findings = schemaFindings(parsed.error?.issues ?? [], document.value);
  return { input: parsed.data ?? {}, mistakes: mistakesOf(document, findings) };
}

/** A message may quote a name, and a name may be a megabyte. */
function shortened(mistake: Mistake): Mistake {
  const { message } = mistake;
  if (message.length <= MOST_CHARACTERS) return mistake;
  const end = Array.from(message.slice(0, MOST_CHARACTERS)).slice(0, -1).join('');
  return { ...mistake, message: `${end}… (${message.length - end.length} more characters)` };
}

function inReadingOrder(one: Mistake, other: Mistake): number {
  return (
    order(one.path, other.path) ||
    one.line - other.line ||
    one.column - other.column ||
    order(one.message, other.message)
  );
}

/** By code units, the same on every machine. */
function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
