import type { Span } from './source.js';

/** A suite or a test, as a language writes it. */
export interface Scope {
  readonly kind: 'suite' | 'test';
  readonly name: string;
  /** What makes it run otherwise than as usual, and where that is written. */
  readonly mark?: Mark;
  /** What it does, beside its name and its marks. */
  readonly body: Span;
  /** It is run once for each of several inputs. */
  readonly repeats: boolean;
}

export interface Mark {
  readonly kind: 'skipped' | 'may-be-skipped' | 'focused';
  readonly text: string;
  readonly at: number;
}
