const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;
const DECLARES = wordSet(
  'function class const let var def fn func type interface struct enum trait namespace module static public private',
);
const BRINGS = wordSet('import from use using require include export');

/** Words of at least three letters. */
export function wordsIn(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.match(WORD) ?? []));
}

/** Names that lines declare, as most languages do it: after a word for that, brought in, or first on a line and given a value. */
export function declared(lines: readonly string[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) => [...namesOn(line)].filter((word) => !DECLARES.has(word) && !BRINGS.has(word))),
  );
}

function namesOn(line: string): ReadonlySet<string> {
  const words = wordsIn([line]);
  if ([...words].some((word) => BRINGS.has(word))) return words;
  const [head = ''] = line.split(/[=(:]/, 1);
  const names = wordsIn([head]);
  const declares = [...names].some((word) => DECLARES.has(word)) || /\bfn\b/.test(head);
  const isGiven = names.size === 1 && /^\s*[\p{L}\p{N}_$]+\s*$/u.test(head) && head.length < line.trimEnd().length;
  return declares || (isGiven && !line.slice(head.length).startsWith('(')) ? names : new Set();
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
