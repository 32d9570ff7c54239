/** What a repository holds, as far as its set-up is concerned. */
export interface Project {
  /** Every path that git knows or would add. */
  readonly paths: readonly string[];
  /** What stands in the files that tell how it is built and tested: see {@link isTelling}. */
  readonly texts: ReadonlyMap<string, string>;
}

const TELLING =
  /^(?:package\.json|pyproject\.toml|setup\.cfg|tox\.ini|requirements[^/]*\.txt|AGENTS\.md|\.github\/workflows\/[^/]+\.ya?ml|(?:\.github\/|docs\/)?CODEOWNERS)$/;

/** Whether a file's text is needed to know the project. */
export function isTelling(path: string): boolean {
  return TELLING.test(path);
}

export function has({ paths }: Project, path: string): boolean {
  return paths.includes(path);
}

export function textOf({ texts }: Project, path: string): string {
  return texts.get(path) ?? '';
}
