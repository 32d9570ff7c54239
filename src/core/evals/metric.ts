/** Where a text holds the one number. */
export type NumberPlace =
  | { readonly kind: 'json'; readonly path: string }
  /** A pattern of a linear-time engine with one group. */
  | { readonly kind: 'pattern'; readonly pattern: string };

/** Where a metric's number comes from. The first three are measured by us, over the trial's whole process tree. */
export type MetricSource =
  /** Seconds by the clock. */
  | { readonly kind: 'duration' }
  /** Seconds of processor time. */
  | { readonly kind: 'cpu' }
  /** Bytes in memory at one moment. */
  | { readonly kind: 'peak-memory' }
  | { readonly kind: 'stdout'; readonly at: NumberPlace }
  | { readonly kind: 'file'; readonly path: string; readonly at: NumberPlace | { readonly kind: 'size' } };

/** How much worse is still good: a share of base's number, or an amount in the metric's own unit. */
type Allowance =
  { readonly kind: 'share'; readonly share: number } | { readonly kind: 'amount'; readonly amount: number };

/** A number that every trial of a case comes with, and that may not get worse. */
export interface Metric {
  /** `bundle-bytes`. */
  readonly name: string;
  readonly from: MetricSource;
  readonly better: 'lower' | 'higher';
  readonly allow: Allowance;
  /** For people: `ms`. Empty: a bare number. */
  readonly unit: string;
  /** Two trials of the same code differ: decided over pairs of trials. */
  readonly noisy: boolean;
}

/** Whether it takes a look at the processes of a trial. */
export function needsUsage({ from }: Metric): boolean {
  return from.kind === 'cpu' || from.kind === 'peak-memory';
}
