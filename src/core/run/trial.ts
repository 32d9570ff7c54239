/** Which side of the comparison a trial ran on. */
export type Side = 'base' | 'head';

/**
 * Whose files lay in the tree: `judged` has base's evals, protected files and tests; `own` has the pull request's tests;
 * `proposed` has everything of the pull request; `control` is base with a patch that breaks it, judged as head would be.
 */
export type Variant = 'judged' | 'own' | 'proposed' | 'control';

/** How an attempt ended. Only `exited` says anything about the program's own answer. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'timed-out'; readonly after: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly why: string }
  | { readonly kind: 'cancelled' }
  /** Asked of a record that does not hold it. */
  | { readonly kind: 'not-recorded' };

/** Bytes that a program wrote: as text where they are valid UTF-8, else as base64. */
export interface Content {
  readonly encoding: 'utf8' | 'base64';
  readonly data: string;
  /** Bytes written in all, also those over the cap. */
  readonly size: number;
  /** False when the cap cut it. */
  readonly complete: boolean;
}

/** A text that is written into a tree before the trial. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
  readonly executable?: true;
}

export type FoundFile =
  | { readonly kind: 'regular'; readonly path: string; readonly content: Content }
  | { readonly kind: 'missing'; readonly path: string }
  /** A link, a device, a FIFO, a folder, or something that stood there before the trial. */
  | { readonly kind: 'refused'; readonly path: string; readonly why: string };

/** Of a program and everything that it started. */
export interface Usage {
  /** Seconds of processor time. */
  readonly cpu: number;
  /** Most bytes in memory at one moment; absent where the program was gone before we could look. */
  readonly peakMemory?: number;
}

/** What one program left behind: raw, not yet judged. */
export interface Attempt {
  readonly ending: Ending;
  /** Seconds, by the host's monotonic clock. */
  readonly duration: number;
  readonly stdout: Content;
  readonly stderr: Content;
  readonly files: readonly FoundFile[];
  /** What the whole process tree used, where it was asked for and this machine tells. */
  readonly usage?: Usage;
  /**
   * Absolute path of the tree's root as the program saw it. Every trial has another: reports that name files absolutely
   * are read relative to it, or their tests would never be the same on both sides.
   */
  readonly root?: string;
}

/** One execution of one unit (a case, or a whole suite) on one side. */
export interface Trial extends Attempt {
  /** `EVAL/CASE` of a command eval's case, the eval's id for a suite. */
  readonly unit: string;
  readonly side: Side;
  readonly variant: Variant;
  /** Counts from 0 within unit, side and variant. */
  readonly index: number;
}

/** How an ending reads in a sentence: "exited 1". */
export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `exited ${ending.code}`;
    case 'timed-out':
      return `timed out after ${ending.after} s`;
    case 'killed':
      return `was killed by ${ending.signal}`;
    case 'not-started':
      return `did not start: ${ending.why}`;
    case 'cancelled':
      return 'was cancelled';
    case 'not-recorded':
      return 'left no trace in the record';
  }
}
