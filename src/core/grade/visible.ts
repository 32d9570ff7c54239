/** Characters that look like nothing, or like another, by the name that a reader knows. */
const NAMES: ReadonlyMap<string, string> = new Map([
  [' ', 'a space'],
  ['\t', 'a tab'],
  ['\r', 'a carriage return'],
  ['\n', 'the end of the line'],
  ['\u00a0', 'a no-break space (U+00A0)'],
  ['\u202f', 'a narrow no-break space (U+202F)'],
  ['\u200b', 'a zero-width space (U+200B)'],
  ['\ufeff', 'a byte order mark (U+FEFF)'],
]);

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{M}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const EVERY_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');

/** The text in quotes, with every character that cannot be seen written as an escape: `"a\tb\u00a0"`. */
export function quoteVisibly(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(EVERY_INVISIBLE, escapeOf);
  return `"${escaped}"`;
}

/** The name of a character that cannot be seen; undefined for all others. */
export function nameOfInvisible(character: string): string | undefined {
  const name = NAMES.get(character);
  if (name !== undefined) return name;
  return INVISIBLE.test(character) ? `the character ${codeOf(character)}` : undefined;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\n', '\\n'],
]);

function escapeOf(character: string): string {
  return SHORT.get(character) ?? `\\u{${hexOf(character)}}`;
}

function codeOf(character: string): string {
  return `U+${hexOf(character).toUpperCase().padStart(4, '0')}`;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
