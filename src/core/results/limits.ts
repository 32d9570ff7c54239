/** What a report may hold; it was written by a stranger's code. Sizes in bytes, where not said otherwise. */
export const LIMITS = {
  tests: 200_000,
  name: 2 * 1024,
  message: 8 * 1024,
  /** Of all reports of one run together, in UTF-16 units. */
  text: 64 * 1024 * 1024,
  /** Nested subtests, suites or elements. */
  depth: 64,
  /** Elements of an XML report. */
  elements: 1_000_000,
} as const;
