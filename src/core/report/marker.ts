import { readNote, writeNote, type Note } from '../commands/note.js';
import { isSha, shortSha } from './links.js';
import { codeSpan } from './verbatim.js';

const MARKER = /^<!-- formative:1 head=([0-9a-f]{7,64}|unknown)(?: note=(\S{1,12000}))? -->(?:\r?\n|$)/;
const TITLE = /^### (?:(?:Judging `[0-9a-f]+` now|The run of `[0-9a-f]+` ended without an answer)\. Before: )?(.*)$/m;

/** The hidden first line of our comment: which head it judges, and what the next to read it has to know. */
export function markerOf(sha: string, note?: Note): string {
  const written = note && writeNote(note);
  const more = written === undefined ? '' : ` note=${written}`;
  return `<!-- formative:1 head=${isSha(sha) ? sha : 'unknown'}${more} -->`;
}

/** The head a comment judges. A marker anywhere but at the very beginning is text that somebody printed. */
export function readMarker(body: string): { readonly head: string; readonly note?: Note } | undefined {
  const [, head, written] = MARKER.exec(body) ?? [];
  if (head === undefined) return undefined;
  const note = written === undefined ? undefined : readNote(written);
  return { head, ...(note !== undefined && { note }) };
}

/** The comment without its marker. */
export function withoutMarker(body: string): string {
  return body.replace(MARKER, '');
}

/** The same comment, with a title that says at once that a head is being judged, a newer one or the same again. A body that is not ours stays as it is. */
export function stale(body: string, newSha: string): string {
  return retitled(body, (title) => `Judging ${spanOf(newSha)} now. Before: ${title}`);
}

/** The same comment once the run of a head has ended and left the title as it was; as it stands where the title is about another head, or an answer. */
export function unanswered(body: string, sha: string): string {
  const waiting = `### Judging ${spanOf(sha)} now. Before: `;
  const ended = `The run of ${spanOf(sha)} ended without an answer. Before: `;
  return retitled(body, (before, whole) => (whole.startsWith(waiting) ? `${ended}${before}` : whole.slice(4)));
}

function retitled(body: string, titleOf: (before: string, whole: string) => string): string {
  const marker = MARKER.exec(body)?.[0];
  if (marker === undefined) return body;
  const rest = body.slice(marker.length);
  return `${marker}${rest.replace(TITLE, (whole, before: string) => `### ${titleOf(before, whole)}`)}`;
}

function spanOf(sha: string): string {
  return codeSpan(shortSha(sha), 40);
}
