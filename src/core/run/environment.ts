/** What goes into a program's environment besides the constants. */
export interface EnvironmentParts {
  readonly place: { readonly home: string; readonly temp: string };
  /** PATH of the caller. */
  readonly path: string;
  /** What the eval adds; it wins over everything else. */
  readonly extra: Readonly<Record<string, string>>;
}

/** The clean environment of a trial: the same on both sides, with nothing of the caller's but PATH. */
export function cleanEnvironment({ place, path, extra }: EnvironmentParts): Readonly<Record<string, string>> {
  return { PATH: path, HOME: place.home, TMPDIR: place.temp, LANG: 'C.UTF-8', TERM: 'dumb', CI: 'true', ...extra };
}
