import { isComment, languageOf, lineAt, parseSource } from './source.js';
import type { ChangedFile, Weakening } from './weakening.js';

/** A name and the plain value beside it, whatever the syntax: JSON, YAML, TOML, INI or a program. */
interface Setting {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

const SETTING =
  /(?:^|[\s{,(])["']?([\w@/.-]{2,80})["']?\s*(?:=>|[:=(]|:\s*\[)\s*["']?(-?\d[\d_]*(?:\.\d+)?|true|false|error|warn|off|strict)\b["']?/gm;

/** The settings of a file, in its order, as `[name, value]`; comments are not read. */
function settingsIn(path: string, text: string): readonly Setting[] {
  return [...withoutComments(path, text).matchAll(SETTING)].map(({ 1: name = '', 2: value = '', index }) => ({
    name,
    value,
    at: index + 1,
  }));
}

const RAISED =
  /time_?out|tolerance|epsilon|delta|retr(?:y|ies)|flak|rerun|max[-_]?(?:warnings|diff|errors)|pixel_?ratio|allow/i;
const LOWERED =
  /^(?:branches|functions|lines|statements|global|threshold|fail[-_]under|minimum|min[-_]?coverage|coverage\w*|target)$/i;

/** Limits that ask for less than they did: tolerances and timeouts raised, coverage lowered, rules and strictness off. */
export function looserSettings(
  { path, base, head }: ChangedFile,
  where: 'test' | 'setup' | 'lint',
): readonly Weakening[] {
  if (base === undefined || head === undefined) return [];
  // In a test the number may be what the code is given.
  const strength = where === 'test' ? 'possible' : 'sure';
  const after = turned(settingsIn(path, head));
  return [...turned(settingsIn(path, base))].flatMap(([key, was]): readonly Weakening[] => {
    const is = after.get(key);
    if (is === undefined || is.value === was.value) return [];
    const what = whatOf(was, is, where === 'lint');
    if (what === undefined) return [];
    return [{ path, line: lineAt(head, is.at), what, strength, of: was.name, was: was.value, is: is.value }];
  });
}

/** By name; one that stands several times, by its turn. */
function turned(settings: readonly Setting[]): ReadonlyMap<string, Setting> {
  const seen = new Map<string, number>();
  return new Map(
    settings.map((setting) => {
      const turn = seen.get(setting.name) ?? 0;
      seen.set(setting.name, turn + 1);
      return [`${setting.name} ${turn}`, setting] as const;
    }),
  );
}

function whatOf(was: Setting, is: Setting, rules: boolean): 'looser-limit' | 'lint-loosened' | undefined {
  const [before, after] = [Number(was.value), Number(is.value)];
  if (Number.isFinite(before) && Number.isFinite(after)) {
    if (RAISED.test(was.name)) return after > before ? 'looser-limit' : undefined;
    if (LOWERED.test(was.name)) return after < before ? 'looser-limit' : undefined;
  }
  return rules && severity(is.value) < severity(was.value) && !/skip|ignore|allow/i.test(was.name)
    ? 'lint-loosened'
    : undefined;
}

/** Rules are told apart from switches by nothing: both ask for less when they go down this list. */
function severity(value: string): number {
  if (value === 'off' || value === '0' || value === 'false') return 0;
  return value === 'warn' || value === '1' ? 1 : 2;
}

/** Comments become blanks, so that every offset stays. */
function withoutComments(path: string, text: string): string {
  const blank = (from: number, to: number): string => text.slice(from, to).replace(/[^\n]/g, ' ');
  if (/\.jsonc?$|rc$/.test(path)) return text;
  if (languageOf(path) === undefined)
    return text.replace(
      /(^|\s)#[^\n]*/g,
      (comment, before: string) => before + ' '.repeat(comment.length - before.length),
    );
  let [clean, at] = ['', 0];
  for (const { from, to } of commentsIn(path, text)) {
    clean += text.slice(at, from) + blank(from, to);
    at = to;
  }
  return clean + text.slice(at);
}

/** Where comments stand in a program. */
export function commentsIn(path: string, text: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  parseSource(path, text)?.tree.iterate({
    enter: (node) => {
      if (!isComment(node)) return true;
      found.push({ from: node.from, to: node.to });
      return false;
    },
  });
  return found;
}
