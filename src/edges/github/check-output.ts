import type { CheckAnnotation, CheckDraft } from '../../app/ports.js';

/** An annotation in GitHub's own words. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: CheckAnnotation['level'];
  readonly title: string;
  readonly message: string;
}

/** GitHub takes so many annotations a call, and appends those of every call to the ones before. */
const BATCH = 50;
/** Bytes, where GitHub counts characters: never too long, and never in the middle of one. */
const LONGEST_TEXT = 65_535;
const LONGEST_TITLE = 255;

/** What the check says apart from its annotations, each part within GitHub's limit. */
export function outputOf(draft: CheckDraft): { title: string; summary: string; text?: string } {
  const title = cap(draft.title, LONGEST_TITLE);
  const summary = cap(draft.summary, LONGEST_TEXT);
  return draft.text === undefined ? { title, summary } : { title, summary, text: cap(draft.text, LONGEST_TEXT) };
}

export function annotationsOf(draft: CheckDraft): readonly Annotation[] {
  return draft.annotations.map(({ path, startLine, endLine, level, title, message }) => ({
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    title: cap(title, LONGEST_TITLE),
    message: cap(message, LONGEST_TEXT),
  }));
}

/** As many lists as there have to be calls: one at least. */
export function batches(annotations: readonly Annotation[]): readonly [Annotation[], ...Annotation[][]] {
  const rest: Annotation[][] = [];
  for (let start = BATCH; start < annotations.length; start += BATCH) {
    rest.push(annotations.slice(start, start + BATCH));
  }
  return [annotations.slice(0, BATCH), ...rest];
}

/** Those of `wanted` that are not in `others`. */
export function without(wanted: readonly Annotation[], others: readonly Annotation[]): readonly Annotation[] {
  const known = new Set(others.map(identityOf));
  return wanted.filter((annotation) => !known.has(identityOf(annotation)));
}

function identityOf({ path, start_line, end_line, annotation_level, title, message }: Annotation): string {
  return JSON.stringify([path, start_line, end_line, annotation_level, title, message]);
}

/** The beginning of `text`, in at most `limit` bytes of UTF-8. */
function cap(text: string, limit: number): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= limit) return text;
  const room = limit - Buffer.byteLength(CUT);
  return `${new TextDecoder().decode(bytes.subarray(0, wholeCharacters(bytes, room)))}${CUT}`;
}

const CUT = '…';

/** Steps back from the middle of a character to its start. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  let place = end;
  while (place > 0 && ((bytes[place] ?? 0) & 0b1100_0000) === 0b1000_0000) place -= 1;
  return place;
}
