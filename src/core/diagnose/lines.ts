/** Texts of files by their blobs' ids; what is missing is no text. */
export type Texts = ReadonlyMap<string, string>;

/** The lines of a text, each with its own end. */
export function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}
