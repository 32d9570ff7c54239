import type { Content } from '../run/trial.js';

/** What base wrote in the same place. */
export type BaseContent =
  /** The trial is base's own: its behaviour is the expectation. */
  | { readonly kind: 'own' }
  | { readonly kind: 'content'; readonly content: Content; readonly root: string | undefined }
  /** Base ran, and did not write it. */
  | { readonly kind: 'not-written'; readonly why: string }
  /** Base did not run, or its run says nothing. */
  | { readonly kind: 'unknown'; readonly why: string };

/** A text that is judged, and what it is called: `stdout`, `out.json`. */
export interface Subject {
  readonly target: string;
  readonly content: Content;
  /** The folder in which it was written, by its absolute path, when it is known. */
  readonly root: string | undefined;
  readonly base: BaseContent;
}
