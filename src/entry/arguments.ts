import { parseArgs } from 'node:util';

import { suggest } from '../core/evals/close-name.js';
import { UserError } from '../core/errors.js';
import type { CliCommand, InitArguments, ReportFiles, RunArguments } from './cli-command.js';
import { REPORTS, togetherMistakes } from './argument-mistakes.js';
import { auditOf } from './audit-arguments.js';
import { readerOf, SWITCHES, type GivenOption, type Reader } from './option-reader.js';

const TEXT = ['base', 'head', 'evals', 'folder', 'trials', 'seed', 'sandbox', ...REPORTS] as const;
const OPTIONS_WITH_TEXT = [...TEXT, 'jsonl', 'check-name', 'quick', 'action', 'accept', 'most', 'seconds'] as const;

/** Seconds of `--quick` where none are given. */
const QUICK = 30;

const OPTIONS = {
  ...Object.fromEntries(OPTIONS_WITH_TEXT.map((name) => [name, { type: 'string' as const }])),
  ...Object.fromEntries(SWITCHES.map((name) => [name, { type: 'boolean' as const }])),
  only: { type: 'string' as const, multiple: true },
};

const ALLOWED = {
  run: [...TEXT, 'full-base', 'no-diagnose', 'quiet', 'only', 'quick'],
  explain: [...TEXT, 'full-base', 'no-diagnose', 'quiet'],
  validate: ['folder'],
  map: ['folder'],
  init: ['folder', 'action', 'accept', 'sandbox', 'dry-run', 'quiet'],
  report: REPORTS,
  doctor: ['folder', 'check-name', 'json'],
  audit: ['folder', 'only', 'most', 'seconds', 'seed', 'sandbox', 'quiet', 'json'],
  whose: ['base', 'head', 'folder', 'json', 'jsonl'],
} as const satisfies Record<string, readonly string[]>;

/** Reads the command line; throws a UserError that names every mistake at once. */
export function parseArguments(argv: readonly string[]): CliCommand {
  const { values, positionals, tokens } = parseArgs({
    args: argv.map(withSeconds),
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const [name, ...rest] = positionals;
  if (values['help'] === true || name === 'help' || (name === undefined && argv.length === 0)) return { kind: 'help' };
  if (values['version'] === true) return { kind: 'version' };
  const given = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    // The next option is no value: `--base --quiet` lacks one.
    const taken = token.inlineValue === false && token.value.startsWith('--');
    return [{ name: token.name, value: taken ? undefined : token.value }];
  });
  return commandOf({ name, rest, given });
}

/** `--quick` may stand without its seconds, which no other option may. */
function withSeconds(arg: string, at: number, argv: readonly string[]): string {
  const next = argv[at + 1];
  return arg === '--quick' && (next === undefined || next.startsWith('-')) ? `--quick=${QUICK}` : arg;
}

interface Given {
  readonly name: string | undefined;
  readonly rest: readonly string[];
  readonly given: readonly GivenOption[];
}

type CommandName = keyof typeof ALLOWED;

function commandOf({ name, rest, given }: Given): CliCommand {
  if (!isCommand(name)) throw unknownCommand(name);
  const mistakes = restMistakes(name, rest);
  const read = readerOf(given, ALLOWED[name], mistakes);
  const command = BUILD[name](read, rest);
  mistakes.push(...togetherMistakes(name, read));
  if (mistakes.length === 0) return command;
  throw new UserError(mistakes.join('\n'), { help: 'Run `formative help` for all commands and options.' });
}

const BUILD = {
  run: (read) => ({ kind: 'run', ...runOf(read), folder: folderOf(read), files: filesOf(read) }),
  explain: (read, rest) => ({
    kind: 'run',
    ...runOf(read),
    only: rest,
    explain: rest,
    folder: folderOf(read),
    files: filesOf(read),
  }),
  validate: (read) => ({ kind: 'validate', folder: folderOf(read) }),
  map: (read) => ({ kind: 'map', folder: folderOf(read) }),
  init: (read) => ({ kind: 'init', ...initOf(read), folder: folderOf(read) }),
  report: (read, rest) => ({ kind: 'report', results: rest, files: filesOf(read) }),
  doctor: (read) => ({
    kind: 'doctor',
    folder: folderOf(read),
    checkName: read.text('check-name') ?? 'formative',
    ...textsOf(read, ['json']),
  }),
  audit: (read, rest) => ({ kind: 'audit', ...auditOf(read, rest), folder: folderOf(read) }),
  whose: (read) => ({ kind: 'whose', folder: folderOf(read), ...textsOf(read, ['base', 'head', 'json', 'jsonl']) }),
} as const satisfies Record<CommandName, (read: Reader, rest: readonly string[]) => CliCommand>;

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(ALLOWED, name);
}

function restMistakes(name: CommandName, rest: readonly string[]): string[] {
  if (name === 'audit') return [];
  if (name !== 'report' && name !== 'explain') return rest.map((it) => `\`formative ${name}\` takes no "${it}"`);
  return rest.length > 0 ? [] : [NEEDS[name]];
}

const NEEDS = {
  report: '`formative report` needs the path of a result: a file written with --json',
  explain: '`formative explain` needs the id of a case, such as `dates/iso`',
} as const satisfies Partial<Record<CommandName, string>>;

function folderOf(read: Reader): string {
  return (read.text('folder') ?? 'evals').replace(/\/+$/, '');
}

function runOf(read: Reader): Omit<RunArguments, 'folder' | 'files'> {
  const base = read.text('base');
  const head = read.text('head');
  const trials = read.wholeNumber('trials', 1, 100);
  const seed = read.word('seed');
  const quick = read.wholeNumber('quick', 1, 3600);
  return {
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    ...(trials !== undefined && { trials }),
    ...(seed !== undefined && { seed }),
    ...(quick !== undefined && { quick }),
    evalsFrom: read.oneOf('evals', ['base', 'head'] as const) ?? 'base',
    sandbox: read.oneOf('sandbox', ['required', 'preferred', 'off'] as const) ?? 'preferred',
    only: read.all('only'),
    explain: [],
    fullBase: read.has('full-base'),
    diagnose: !read.has('no-diagnose'),
    quiet: read.has('quiet'),
  };
}

function initOf(read: Reader): Omit<InitArguments, 'folder'> {
  const accept = read.oneOf('accept', ['not-author', 'write', 'admin'] as const);
  const action = read.text('action');
  return {
    ...(accept !== undefined && { accept }),
    ...(action !== undefined && { action }),
    sandbox: read.oneOf('sandbox', ['required', 'preferred', 'off'] as const) ?? 'preferred',
    dryRun: read.has('dry-run'),
    quiet: read.has('quiet'),
  };
}

function filesOf(read: Reader): ReportFiles {
  return textsOf(read, ['json', 'html', 'markdown', 'junit']);
}

/** The options that were given, of those that take a text. */
function textsOf(read: Reader, names: readonly string[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(names.flatMap((name) => (read.text(name) === undefined ? [] : [[name, read.text(name)]])));
}

function unknownCommand(name: string | undefined): UserError {
  const message =
    name === undefined
      ? 'No command was given.'
      : `There is no command \`${name}\`${suggest(name, Object.keys(ALLOWED))}`;
  return new UserError(message, {
    help: 'The commands are run, explain, init, validate, map, report, doctor, audit and whose: see `formative help`.',
  });
}
