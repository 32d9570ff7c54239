import type { Entries, TreeEntry } from '../plan/compose-tree.js';

/** The smallest part of a change that can be made, or taken back, by itself. */
export type Piece = LinesPiece | ModePiece | FilePiece;

/** Neighbouring lines of a text file. Lines count from 0 and keep their ends. */
export interface LinesPiece {
  readonly kind: 'lines';
  readonly path: string;
  /** In the file before. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface ModePiece {
  readonly kind: 'mode';
  readonly path: string;
  readonly before: TreeEntry['mode'];
  readonly after: TreeEntry['mode'];
}

/** A file that only goes or comes as a whole; a renamed one is both. */
export interface FilePiece {
  readonly kind: 'file';
  readonly path: string;
  readonly before: Entries;
  readonly after: Entries;
}
