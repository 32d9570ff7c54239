/** The variable that holds the key of the seeds of generated cases; no eval may have it passed on. */
export const SECRET = 'FORMATIVE_SECRET';

/** The key, where one was given: an empty one is none. */
export function secretOf(value: string | undefined): { secret?: string } {
  return value === undefined || value === '' ? {} : { secret: value };
}

/** What evals may ask for with `pass-env`: everything but our own secret. */
export function callerEnvironment(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name === SECRET ? [] : [[name, value]],
    ),
  );
}
