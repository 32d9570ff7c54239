/** Patterns of a linear-time engine whose matches are taken out before two texts are compared. */
export type Ignore = readonly string[];

/** Judges one JSON value found by a path. */
export type JsonMatcher =
  | { readonly kind: 'equals'; readonly value: unknown }
  | { readonly kind: 'contains'; readonly value: unknown }
  | { readonly kind: 'not-contains'; readonly value: unknown }
  | { readonly kind: 'matches'; readonly pattern: string }
  | { readonly kind: 'at-least'; readonly value: number }
  | { readonly kind: 'at-most'; readonly value: number }
  | { readonly kind: 'length'; readonly value: number }
  | { readonly kind: 'type'; readonly value: 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null' }
  | { readonly kind: 'exists'; readonly value: boolean };

/** Judges one text: a stream or a file. */
export type TextGrader =
  | { readonly kind: 'equals'; readonly value: string }
  | { readonly kind: 'contains'; readonly values: readonly string[] }
  | { readonly kind: 'not-contains'; readonly values: readonly string[] }
  | { readonly kind: 'matches'; readonly pattern: string }
  | {
      readonly kind: 'json';
      readonly checks: readonly { readonly path: string; readonly matchers: readonly JsonMatcher[] }[];
    }
  | { readonly kind: 'json-schema'; readonly schema: unknown }
  | { readonly kind: 'snapshot'; readonly file: string; readonly content: string }
  | { readonly kind: 'same-as-base'; readonly ignore: Ignore };

/** Which exit codes are good. */
export type ExitGrader =
  | { readonly kind: 'codes'; readonly codes: readonly number[] }
  | { readonly kind: 'nonzero' }
  | { readonly kind: 'any' }
  | { readonly kind: 'same-as-base' };

export interface FileGraders {
  readonly path: string;
  readonly graders: readonly TextGrader[];
}

/** A language model's opinion of standard output. */
export interface JudgeGrader {
  readonly rubric: string;
  /** As its endpoint calls it: `openai/gpt-4.1-mini`. */
  readonly model: string;
  /** A score of its own, or a comparison with base's output: head's may not be worse. */
  readonly how: { readonly kind: 'score'; readonly passAt: number } | { readonly kind: 'compare' };
  /** Answers for one output at most. */
  readonly repeats: number;
}

/** Everything that must hold of one trial of a case. */
export interface CaseGraders {
  readonly exit: ExitGrader;
  readonly stdout: readonly TextGrader[];
  readonly stderr: readonly TextGrader[];
  readonly files: readonly FileGraders[];
  /** A program from base that gets the trial's record on standard input and answers with JSON. */
  readonly script?: { readonly argv: readonly [string, ...string[]] };
  readonly judge?: JudgeGrader;
}
