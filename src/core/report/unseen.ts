/**
 * Characters that a reader cannot see, or that change how others are seen: controls, separators but the space, whatever is
 * drawn as nothing, and two blanks that count as symbols.
 */
const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/u;
const EVERY_UNSEEN = new RegExp(`(?![\\n ])${UNSEEN.source}`, 'gu');
const MARK = /\p{M}/u;
/** Marks that one letter may carry: more of them paint over the lines around. */
const MOST_MARKS = 4;
const PICTURE = /\p{Extended_Pictographic}/u;
/** What build services take for a command anywhere in a line that a program prints: `##[set-output …]`, `##vso[…]`. */
const COMMAND = /##\w{0,20}\[/;
const EVERY_COMMAND = /(##\w{0,20})\[/g;
const COMMAND_BEFORE = /##\w{0,20}$/;
const PLAIN = /^[ -~]*$/;
const PLAIN_LINES = /^[\n -~]*$/;
const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Whether a text is seen as it is, quickly told. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !COMMAND.test(text);
}

/** How a character is written behind what is shown already: as itself, or as an escape where it could not be seen or would be obeyed. */
export function pieceOf(character: string, shown: string): string {
  if (character === ' ') return character;
  if (character === '[') return COMMAND_BEFORE.test(shown.slice(-24)) ? '\\x5b' : character;
  const isSeen = UNSEEN.test(character) ? ofPicture(character, shown) : !MARK.test(character) || isCarried(shown);
  return isSeen ? character : escapeOf(character);
}

/** JSON text in which everything can be seen; it means the same. */
export function seenJson(json: string): string {
  if (PLAIN_LINES.test(json) && !COMMAND.test(json)) return json;
  return json.replaceAll(EVERY_UNSEEN, escapeUnits).replaceAll(EVERY_COMMAND, '$1\\u005b');
}

/** The one unseen character that is kept: it draws the picture before it in colour. */
function ofPicture(character: string, shown: string): boolean {
  return character === '\ufe0f' && PICTURE.test(Array.from(shown.slice(-2)).at(-1) ?? '');
}

/** Whether a letter stands there that can carry one more mark. */
function isCarried(shown: string): boolean {
  const last = Array.from(shown.slice(-2 * MOST_MARKS)).slice(-MOST_MARKS);
  const letter = last.at(-1);
  return letter !== undefined && letter !== ' ' && !last.every((one) => MARK.test(one));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code > 0xffff) return `\\u{${digits}}`;
  return (
    NAMED_ESCAPES.get(character) ?? (code > 0xff ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`)
  );
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
