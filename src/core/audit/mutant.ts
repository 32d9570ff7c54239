import { lineAt } from '../integrity/source.js';

/** What was done to a text. */
export type MutationKind =
  | 'statement-deleted'
  | 'line-deleted'
  | 'comparison-flipped'
  | 'condition-negated'
  | 'and-or-swapped'
  | 'constant-changed'
  | 'nothing-returned';

/** A text in the place of another: one small mistake, as anyone could make it. */
export interface Mutation {
  readonly kind: MutationKind;
  /** Offsets in the file's text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A mutation of a file. */
export interface Mutant extends Mutation {
  readonly path: string;
}

/** The lines that a mutant changes, as a reader sees them. */
export interface ChangedLines {
  /** Counted from 1. */
  readonly line: number;
  readonly was: string;
  readonly is: string;
}

/** The text of the file with the mistake in it. */
export function mutated(text: string, { from, to, text: put }: Mutation): string {
  return text.slice(0, from) + put + text.slice(to);
}

export function changedLines(text: string, { from, to, text: put }: Mutation): ChangedLines {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const found = text.indexOf('\n', to);
  const end = found === -1 ? text.length : found;
  return {
    line: lineAt(text, from),
    was: text.slice(start, end),
    is: text.slice(start, from) + put + text.slice(to, end),
  };
}
