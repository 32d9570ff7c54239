/** One test of a suite's report, whatever the format. A skipped test is absent for the comparison. */
export interface TestResult {
  /** The test's name as SPEC section 11 writes it: junit `classname > name`, jest `file > describe > title`, … */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** The failure's message as the suite wrote it; untrusted text. */
  readonly message?: string;
  /** Seconds. */
  readonly duration?: number;
  /** The file of the test, as the report names it. */
  readonly file?: string;
  /** What the runner's own filter wants: the title without file (jest), the node id (pytest), `Test/sub` (go). */
  readonly filter?: string;
}

/** What a report says, or why it cannot be believed. */
export type SuiteReport =
  | { readonly kind: 'complete'; readonly tests: readonly TestResult[] }
  | { readonly kind: 'unusable'; readonly why: string };

/** A report file or stream, as text, with the path it came from. */
export interface ReportText {
  readonly path: string;
  readonly text: string;
}
