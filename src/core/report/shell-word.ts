import { visible } from './verbatim.js';

/** Words that mean themselves to every shell: a leading `=` is a path to zsh. */
const BARE = /^(?!=)[\w@%+=:,./-]+$/;

/**
 * A word for a POSIX shell, on one line and with nothing in it that cannot be seen: bare where that is safe, else in single
 * quotes, else spelled out for `printf`.
 */
export function shellWord(word: string): string {
  if (BARE.test(word)) return word;
  if (isSeen(word)) return inQuotes(word);
  // What a substitution loses, a line end at the very end, only the shells' own quotes keep.
  return word.endsWith('\n') ? `$'${spell(word, '\\')}'` : `"$(${printed(word)})"`;
}

/** A program's name: what looks like a setting or a job is quoted too. */
export function shellProgram(word: string): string {
  return /[=%]/.test(word) && isSeen(word) ? inQuotes(word) : shellWord(word);
}

/** The command that prints exactly this text. */
export function printed(text: string): string {
  return isSeen(text) ? `printf %s ${shellWord(text)}` : `printf %b '${spell(text, '\\0')}'`;
}

function isSeen(text: string): boolean {
  return visible(text, Infinity) === text;
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Letters and most signs as they are, everything else byte by byte in octal behind `prefix`. */
function spell(text: string, prefix: string): string {
  let spelled = '';
  for (const character of text)
    spelled += NAMED.get(character) ?? (isKept(character) ? character : octal(character, prefix));
  return spelled;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
]);

/** Quotes would end the text, `!` recalls an older command, and `[` may stand behind `##`. */
function isKept(character: string): boolean {
  return !"'![".includes(character) && !/\p{M}/u.test(character) && visible(character, Infinity) === character;
}

function octal(character: string, prefix: string): string {
  return [...Buffer.from(character)].map((byte) => `${prefix}${byte.toString(8).padStart(3, '0')}`).join('');
}
