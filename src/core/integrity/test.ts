import type { Assertion } from './assertion.js';

/** Whether a test runs, as far as its own file says. */
export type TestState =
  | { readonly kind: 'runs' }
  /** Left out on some condition only. */
  | { readonly kind: 'may-be-skipped'; readonly mark: string; readonly at: number }
  | { readonly kind: 'skipped'; readonly mark: string; readonly at: number }
  /** Run alone, with all others left out. */
  | { readonly kind: 'focused'; readonly mark: string; readonly at: number };

export interface Test {
  /** Its titles from the outermost suite in, joined with ` > `. */
  readonly name: string;
  /** Offset in the file. */
  readonly at: number;
  readonly state: TestState;
  /** Its tokens without its name: equal for two that differ only in name or layout. */
  readonly body: string;
  readonly assertions: readonly Assertion[];
  /** It runs once for each of several inputs, or asserts in a loop: its assertions count for more than one. */
  readonly repeats: boolean;
}

export const RUNS: TestState = { kind: 'runs' };
