import { isSha, shortSha } from './links.js';
import { codeSpan } from './verbatim.js';

const MARKER = /^<!-- formative:1 head=([0-9a-f]{7,64}|unknown) -->(?:\r?\n|$)/;
const TITLE = /^### (?:Judging `[0-9a-f]+` now\. Before: )?(.*)$/m;

/** The hidden first line of our comment: which head it judges. */
export function markerOf(sha: string): string {
  return `<!-- formative:1 head=${isSha(sha) ? sha : 'unknown'} -->`;
}

/** The head a comment judges. A marker anywhere but at the very beginning is text that somebody printed. */
export function readMarker(body: string): { readonly head: string } | undefined {
  const head = MARKER.exec(body)?.[1];
  return head === undefined ? undefined : { head };
}

/** The same comment, with a title that says at once that a newer push is being judged. A body that is not ours stays as it is. */
export function stale(body: string, newSha: string): string {
  const marker = MARKER.exec(body)?.[0];
  if (marker === undefined) return body;
  const rest = body.slice(marker.length);
  return `${marker}${rest.replace(TITLE, (_, title: string) => `### Judging ${codeSpan(shortSha(newSha), 40)} now. Before: ${title}`)}`;
}
