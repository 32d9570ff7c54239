/** How much a report may say. Formats and the size ladder differ only in these numbers. */
export interface Limits {
  /** Cases told in full, each with its difference. */
  readonly told: number;
  /** Of those, how many stand open; the rest are folded. */
  readonly open: number;
  /** Rows of a table. */
  readonly rows: number;
  /** Names in a sentence. */
  readonly names: number;
  /** Lines and columns of a block of output. */
  readonly lines: number;
  readonly columns: number;
  /** What stands folded: everything, only how to mend it, or nothing. */
  readonly folds: 'all' | 'mend' | 'none';
  /** Whether to add what both sides printed. */
  readonly streams: boolean;
  /** Whether this is one step down the size ladder, which is then said. */
  readonly shortened: boolean;
  /** Whether the reader is told that a fuller report exists. */
  readonly pointer: boolean;
}

/** The size ladder of a comment: everything, failing cases only, fewer of them, counts and a pointer. */
export const COMMENT_LADDER: readonly [Limits, ...Limits[]] = [
  {
    told: 25,
    open: 3,
    rows: 12,
    names: 10,
    lines: 24,
    columns: 240,
    folds: 'all',
    streams: true,
    shortened: false,
    pointer: true,
  },
  {
    told: 10,
    open: 3,
    rows: 12,
    names: 5,
    lines: 12,
    columns: 160,
    folds: 'mend',
    streams: false,
    shortened: true,
    pointer: true,
  },
  {
    told: 3,
    open: 3,
    rows: 10,
    names: 3,
    lines: 8,
    columns: 120,
    folds: 'mend',
    streams: false,
    shortened: true,
    pointer: true,
  },
  {
    told: 0,
    open: 0,
    rows: 0,
    names: 0,
    lines: 0,
    columns: 0,
    folds: 'none',
    streams: false,
    shortened: true,
    pointer: true,
  },
];

export const SUMMARY_LADDER: readonly [Limits, ...Limits[]] = [
  {
    told: 300,
    open: 20,
    rows: 300,
    names: 100,
    lines: 80,
    columns: 500,
    folds: 'all',
    streams: true,
    shortened: false,
    pointer: false,
  },
  {
    told: 60,
    open: 20,
    rows: 100,
    names: 50,
    lines: 40,
    columns: 240,
    folds: 'all',
    streams: true,
    shortened: true,
    pointer: false,
  },
  ...COMMENT_LADDER.slice(1).map((limits) => ({ ...limits, pointer: false })),
];

export const PAGE: Limits = {
  told: 1000,
  open: 20,
  rows: 1000,
  names: 200,
  lines: 200,
  columns: 1000,
  folds: 'all',
  streams: true,
  shortened: false,
  pointer: false,
};

export const TERMINAL: Limits = {
  told: 5,
  open: 5,
  rows: 20,
  names: 5,
  lines: 16,
  columns: 400,
  folds: 'all',
  streams: false,
  shortened: false,
  pointer: false,
};
