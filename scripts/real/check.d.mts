/** What a story expects of one run: every case that is not named has to pass. */
export interface Expected {
  /** Full shas. */
  readonly base: string;
  readonly head: string;
  readonly firstBroken?: string;
  readonly lastWorking?: string;
  /** How many cases the evals have. */
  readonly cases: number;
  /** Change to the ids of the cases that have it. */
  readonly changes: Readonly<Record<string, readonly string[]>>;
}

export interface Answer {
  readonly exit: number | null;
  /** The JSON of the run, or as much of it as there is. */
  readonly result: Readonly<Record<string, unknown>>;
}

export function differences(expected: Expected, answer: Answer): string[];
