/** One line of a TAP stream. Everything that is not TAP's own is `other`: programs may write what they like between. */
export type TapLine =
  | { readonly kind: 'point'; readonly indent: number; readonly point: TapPoint }
  | { readonly kind: 'plan'; readonly indent: number; readonly count: number }
  | { readonly kind: 'bail-out'; readonly indent: number; readonly reason: string }
  | { readonly kind: 'close'; readonly indent: number }
  | { readonly kind: 'yaml-start' | 'yaml-end'; readonly indent: number }
  | { readonly kind: 'other'; readonly indent: number; readonly text: string };

export interface TapPoint {
  readonly ok: boolean;
  readonly number?: number;
  readonly description: string;
  readonly directive?: 'skip' | 'todo';
  /** Milliseconds, from a `# time=` directive. */
  readonly time?: number;
  /** The line ends in ` {`: its subtest may follow, up to a `}`. */
  readonly opens: boolean;
}

export function readTapLine(line: string): TapLine {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  if (text === '---') return { kind: 'yaml-start', indent };
  if (text === '...') return { kind: 'yaml-end', indent };
  if (text === '}') return { kind: 'close', indent };

  const plan = /^1\.\.(\d{1,9})(?:\s*#.*)?$/.exec(text);
  if (plan) return { kind: 'plan', indent, count: Number(plan[1]) };
  if (/^Bail out!/i.test(text)) return { kind: 'bail-out', indent, reason: text.slice('Bail out!'.length).trim() };
  const point = readPoint(text);
  return point ? { kind: 'point', indent, point } : { kind: 'other', indent, text: line.trimEnd() };
}

function readPoint(text: string): TapPoint | undefined {
  const head = /^(not )?ok(?=\s|$)/.exec(text);
  if (!head) return undefined;

  const rest = text.slice(head[0].length).trimStart();
  const number = /^\d{1,9}(?=\s|$)/.exec(rest)?.[0];
  const opens = rest.endsWith(' {') || rest === '{';
  const said = readDirective(opens ? rest.slice(0, -1) : rest);
  const title = said.text.slice(number?.length ?? 0).trim();
  return {
    ok: head[1] === undefined,
    description: unescape(title.replace(/^-(?:\s+|$)/, '')),
    opens,
    ...(number === undefined ? {} : { number: Number(number) }),
    ...(said.directive === undefined ? {} : { directive: said.directive }),
    ...(said.time === undefined ? {} : { time: said.time }),
  };
}

interface Directive {
  readonly text: string;
  readonly directive?: 'skip' | 'todo';
  readonly time?: number;
}

/** An unescaped `#` begins a directive only before a word that is one: titles name issues like #12. */
function readDirective(text: string): Directive {
  let rest = text;
  let found: Omit<Directive, 'text'> = {};
  for (let at = rest.lastIndexOf('#'); at !== -1; at = rest.lastIndexOf('#', at - 1)) {
    const word = rest[at - 1] === '\\' ? undefined : directiveOf(rest.slice(at + 1));
    if (word !== undefined) {
      rest = rest.slice(0, at);
      found = { ...found, ...word };
    }
    if (at === 0) break;
  }
  return { text: rest.trimEnd(), ...found };
}

function directiveOf(text: string): Omit<Directive, 'text'> | undefined {
  const word = text.trimStart().slice(0, 40);
  if (/^skip/i.test(word)) return { directive: 'skip' };
  if (/^todo/i.test(word)) return { directive: 'todo' };
  const time = /^time=(\d+(?:\.\d+)?)(ms|s)?(?=\s|$)/.exec(word);
  if (!time) return undefined;
  return { time: Number(time[1]) * (time[2] === 's' ? 1000 : 1) };
}

function unescape(text: string): string {
  return text.replace(/\\([#\\])/g, '$1');
}
