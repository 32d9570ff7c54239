/** A file as it stands on disk. */
export type Standing =
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly text: string }
  /** A link, a folder, or what is no text: never written through. */
  | { readonly kind: 'other'; readonly why: string };

/** A file that the set-up should have. */
export interface Wanted {
  readonly path: string;
  readonly text: string;
  /** What would have been written for other answers: where one of these stands, no person has changed the file. */
  readonly earlier: readonly string[];
}

/** What becomes of a file. */
export type Deed =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'update'; readonly path: string; readonly text: string; readonly was: string }
  | { readonly kind: 'same'; readonly path: string }
  /** A person has changed it: it stays, and the difference is shown. */
  | { readonly kind: 'differs'; readonly path: string; readonly text: string; readonly was: string }
  | { readonly kind: 'left'; readonly path: string; readonly why: string };

/** A file is written where none stands, or where what stands there is our own. */
export function deedFor({ path, text, earlier }: Wanted, standing: Standing): Deed {
  switch (standing.kind) {
    case 'missing':
      return { kind: 'create', path, text };
    case 'other':
      return { kind: 'left', path, why: `Not written: ${standing.why}.` };
    case 'text': {
      const was = withPlainEnds(standing.text);
      if (was === text) return { kind: 'same', path };
      return { kind: earlier.includes(was) ? 'update' : 'differs', path, text, was };
    }
  }
}

/** A checkout may have line ends of its own. */
export function withPlainEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
