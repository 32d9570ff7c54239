/** A failure we expected to meet: shown without a stack, with what to do next. Exit code 2. */
export class UserError extends Error {
  readonly help: string;

  constructor(message: string, options: { readonly help: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.help = options.help;
  }
}

/** Head and base cannot be merged: there is no tree to judge. */
export class ConflictError extends UserError {}

/** Work that was left where it stood, because nobody waits for it any more. */
export class CancelledError extends Error {
  constructor() {
    super('it was cancelled');
    this.name = new.target.name;
  }
}

/** One mistake in a file that a person wrote, with the place where it stands. Lines and columns count from 1. */
export interface Mistake {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong and what was expected, in one sentence. */
  readonly message: string;
}

/** Every mistake of every eval file, at once. */
export class EvalFilesError extends UserError {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(describeMistake).join('\n'), {
      help: 'Mend the lines above, then run `formative validate`.',
    });
    this.mistakes = mistakes;
  }
}

/** `path:line:column: what is wrong, what was expected`: the form editors and terminals turn into a link. */
export function describeMistake({ path, line, column, message }: Mistake): string {
  return `${path}:${line}:${column}: ${message}`;
}
