import { isCommandName, USAGE, type Command } from './command.js';
import { mayHide, openLines } from './open-lines.js';

export type CommandsRead =
  /** Nobody spoke to us. */
  | { readonly kind: 'none' }
  | { readonly kind: 'commands'; readonly commands: readonly [Command, ...Command[]] }
  /** One of the lines is not understood: then none of them is obeyed. */
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] };

const MOST_COMMANDS = 10;
const MOST_CASES = 20;
/** UTF-16 units of a whole comment, of a line, of a case's id and of a reason. */
const LONGEST = { body: 65_536, line: 2000, case: 500, reason: 500 } as const;

/** The commands of a comment: each at the very beginning of a line of its own. */
export function readCommands(body: string): CommandsRead {
  const lines = openLines(body).filter((line) => /^\/formative(?:\s|$)/.test(line));
  if (lines.length === 0) return { kind: 'none' };
  const flaw = flawOf(body, lines.length);
  if (flaw !== undefined) return { kind: 'mistakes', mistakes: [flaw] };
  const read = lines.map(readLine);
  const mistakes = read.flatMap((one) => (typeof one === 'string' ? [one] : []));
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes };
  const [first, ...more] = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  return first === undefined ? { kind: 'none' } : { kind: 'commands', commands: [first, ...more] };
}

/** Why none of the commands of a comment is obeyed, whatever they are. */
function flawOf(body: string, commands: number): string | undefined {
  if (body.length > LONGEST.body) return `expected at most ${LONGEST.body} characters, got ${body.length}`;
  if (commands > MOST_COMMANDS) return `expected at most ${MOST_COMMANDS} commands, got ${commands}`;
  return mayHide(body) ? 'expected no HTML, and an empty line between code or a link and a command' : undefined;
}

/** The command, or what is wrong with the line. */
function readLine(line: string): Command | string {
  if (line.length > LONGEST.line) return `expected at most ${LONGEST.line} characters on a line, got ${line.length}`;
  if (/\p{Cc}/u.test(line.replaceAll('\t', ' '))) return 'expected no control characters on the line of a command';
  const [, name = '', rest = ''] = /^\/formative(?:\s+(\S+)\s*(.*))?$/.exec(line) ?? [];
  if (!isCommandName(name))
    return `expected one of ${Object.keys(USAGE).join(', ')}, got ${name === '' ? 'nothing' : `"${name}"`}`;
  return READERS[name](rest.trim()) ?? `expected ${USAGE[name]}, got "${line}"`;
}

/** What stands behind a command's name; undefined where it is not what the command wants. */
const READERS = {
  help: (rest) => (rest === '' ? { name: 'help' } : undefined),
  run: (rest) => {
    if (rest === '') return { name: 'run' };
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(rest) ? { name: 'run', sha: rest.toLowerCase() } : undefined;
  },
  rerun: (rest) => withCases('rerun', rest),
  bisect: (rest) => withCases('bisect', rest),
  accept: (rest) => {
    const at = rest.indexOf(' because ');
    const [id, reason] = [caseOf(rest.slice(0, Math.max(at, 0))), rest.slice(at + ' because '.length).trim()];
    const whole = at > 0 && reason !== '' && reason.length <= LONGEST.reason;
    return id === undefined || !whole ? undefined : { name: 'accept', case: id, reason };
  },
  unaccept: (rest) => withCase('unaccept', rest),
  explain: (rest) => withCase('explain', rest),
} as const satisfies Record<Command['name'], (rest: string) => Command | undefined>;

function withCases(name: 'rerun' | 'bisect', rest: string): Command | undefined {
  const named = rest === '' ? [] : rest.includes('`') ? quoted(rest) : rest.split(/\s+/);
  const cases = named?.map(caseOf);
  if (cases === undefined || cases.length > MOST_CASES) return undefined;
  const known = cases.filter((id) => id !== undefined);
  return known.length === cases.length ? { name, cases: known } : undefined;
}

/** Ids between backticks, for those that hold spaces. */
function quoted(rest: string): readonly string[] | undefined {
  return /^(?:`[^`]+`\s*)+$/.test(rest) ? (rest.match(/`[^`]+`/g) ?? []) : undefined;
}

function withCase(name: 'unaccept' | 'explain', rest: string): Command | undefined {
  const id = caseOf(rest);
  return id === undefined ? undefined : { name, case: id };
}

/** A case's id, as it stands or between backticks. An id that looks like an option is none. */
function caseOf(text: string): string | undefined {
  const id = text
    .trim()
    .replace(/^`(.*)`$/, '$1')
    .trim();
  return id === '' || id.length > LONGEST.case || id.startsWith('-') ? undefined : id;
}
