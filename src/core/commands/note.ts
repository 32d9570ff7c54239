import * as z from 'zod';

import { isAcceptable, type ChangeKind } from '../compare/change.js';
import { CaseId, PUSHES_BYTES, PushesSchema, type Pushes } from './pushes.js';
import { writeWord } from './word.js';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What our comment keeps out of sight for the next to read it. It is believed only in a comment of ours, and even then an accept
 * counts only with the comment that it names.
 */
const NoteSchema = z.strictObject({
  /** Seconds since 1970 at which the answer first stood there. */
  at: z.int().min(0),
  /** Ids of the workflow runs that made the trials, and that judged them. */
  runs: z.strictObject({ trials: z.int().positive(), judge: z.int().positive() }).optional(),
  /** Cases that may be accepted, each with the digest of what head did. */
  open: z.array(z.tuple([CaseId, Digest])).max(200),
  accepts: z.array(z.strictObject({ comment: z.int().positive(), case: CaseId, digest: Digest })).max(50),
  /** Cases that somebody asked to be told in full. */
  explain: z.array(CaseId).max(5),
  /** What earlier pushes broke; what cannot be read of it is as if it were not there. */
  pushes: PushesSchema.optional().catch(undefined),
});

export type Note = z.infer<typeof NoteSchema>;
export type AcceptRecord = Note['accepts'][number];

export const EMPTY_NOTE: Note = { at: 0, open: [], accepts: [], explain: [] };

/** Bytes of a note as it is written, without its pushes: a comment holds little more than a report. */
const MOST_BYTES = 8000;

/**
 * The note as one word of printable ASCII that cannot end an HTML comment; undefined where it is too long. Pushes have room of their own,
 * so that they take none from what maintainers said.
 */
export function writeNote(note: Note): string | undefined {
  const { pushes, ...rest } = NoteSchema.parse(note);
  if (writeWord(rest).length > MOST_BYTES) return undefined;
  return writeWord({ ...rest, ...(pushes !== undefined && fitsPushes(pushes) && { pushes }) });
}

function fitsPushes(pushes: Pushes): boolean {
  return writeWord({ pushes }).length <= PUSHES_BYTES;
}

/** Undefined for whatever writeNote did not write. */
export function readNote(text: string): Note | undefined {
  if (text.length > MOST_BYTES + PUSHES_BYTES) return undefined;
  const parsed = NoteSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

export interface Judgement {
  readonly runs?: NonNullable<Note['runs']>;
  /** Seconds since 1970. */
  readonly now: number;
  readonly pushes?: Pushes;
  readonly cases: readonly { readonly id: string; readonly change: ChangeKind; readonly said?: string | undefined }[];
}

/** The note of a new answer. Accepts are kept, and so is the time at which the same cases first stood there with the same digests. */
export function noteAfter(earlier: Note | undefined, { runs, now, pushes, cases }: Judgement): Note {
  const { at, open: was, accepts, explain } = earlier ?? EMPTY_NOTE;
  const all = cases.flatMap(({ id, change, said }): Note['open'] =>
    said !== undefined && id.length <= 500 && isAcceptable(change) ? [[id, said]] : [],
  );
  const fresh = (open: Note['open']): Note => ({
    at: earlier !== undefined && JSON.stringify(was) === JSON.stringify(open) ? at : now,
    ...(runs !== undefined && { runs }),
    ...{ open, accepts, explain },
    ...(pushes !== undefined && { pushes }),
  });
  for (let most = Math.min(all.length, 200); most > 0; most -= 1) {
    const note = fresh(all.slice(0, most));
    if (writeNote(note) !== undefined) return note;
  }
  return fresh([]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
