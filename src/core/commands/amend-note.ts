import { EMPTY_NOTE, writeNote, type AcceptRecord, type Note } from './note.js';
import { sameCase } from './same-case.js';

/** What a command changes of a note. */
export type Amendment =
  | { readonly kind: 'accept'; readonly record: AcceptRecord }
  | { readonly kind: 'unaccept'; readonly case: string }
  | { readonly kind: 'explain'; readonly case: string };

const MOST = { accepts: 50, explain: 5 } as const;

/** The note with these amendments; undefined where it would hold more than a comment can. Made twice, an amendment is made once. */
export function amended(note: Note = EMPTY_NOTE, amendments: readonly Amendment[]): Note | undefined {
  const after = amendments.reduce(amend, note);
  if (after.accepts.length > MOST.accepts) return undefined;
  return writeNote(after) === undefined ? undefined : after;
}

function amend(note: Note, one: Amendment): Note {
  switch (one.kind) {
    case 'accept':
      return { ...note, accepts: [...without(note, one.record.case), one.record] };
    case 'unaccept':
      return { ...note, accepts: without(note, one.case) };
    case 'explain': {
      const others = note.explain.filter((id) => !sameCase(id, one.case));
      return { ...note, explain: [...others, one.case].slice(-MOST.explain) };
    }
  }
}

function without({ accepts }: Note, id: string): Note['accepts'] {
  return accepts.filter((accept) => !sameCase(id, accept.case));
}
