/** An eval that this repository may want. */
export interface Idea {
  /** The eval's id: its path below the evals folder. */
  readonly id: string;
  /** Texts of the eval file, the best first: the first that passes is written. */
  readonly drafts: readonly string[];
}

/** The text of an eval file. */
export function draftOf(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** A list as YAML writes it in one line. */
export function flow(items: readonly string[]): string {
  return `[${items.map((item) => (/^[\w./-]*[\w/]$/.test(item) ? item : JSON.stringify(item))).join(', ')}]`;
}
