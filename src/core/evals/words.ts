const PART =
  /(?<blank>\s+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]+|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<plain>[^\s'"\\]+|['"\\])/g;

/** Splits as a shell does, without expanding anything: blanks part words, quotes and `\` hold them together. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const { groups } of text.matchAll(PART)) {
    const part = textOf(groups ?? {});
    if (part === undefined && word !== undefined) words.push(word);
    word = part === undefined ? undefined : (word ?? '') + part;
  }
  return word === undefined ? words : [...words, word];
}

/** The text of a part, or undefined for the blanks between words. */
function textOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { single, double, escaped, plain } = groups;
  return single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain;
}
