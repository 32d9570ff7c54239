/** More cases in one file are a mistake: each is at least one program to start. */
export const MAX_CASES = 10_000;

/** One case of a file that has a line for each. */
export type Row =
  | {
      readonly kind: 'case';
      readonly line: number;
      /** Not yet checked. */
      readonly name: unknown;
      /** The fields of the case, not yet checked. */
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'wrong'; readonly line: number; readonly message: string };
