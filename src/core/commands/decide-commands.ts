import type { Policy } from '../evals/policy.js';
import { amended, type Amendment } from './amend-note.js';
import type { Command } from './command.js';
import type { Note } from './note.js';
import type { CommandsRead } from './read-commands.js';
import { sameCase } from './same-case.js';
import { deniesAccept, deniesCommands, type Denial, type Spoken, type Standing } from './standing.js';

/** Everything that decides what comes of a comment. */
export interface Hearing {
  readonly read: Exclude<CommandsRead, { kind: 'none' }>;
  readonly spoken: Spoken;
  readonly standing: Standing;
  /** How many comments with commands the same person wrote here in the last ten minutes. */
  readonly recent: number;
  readonly pull: { readonly headSha: string; readonly open: boolean };
  /** Our comment, where there is one. */
  readonly report: { readonly head: string; readonly note: Note } | undefined;
  /** Base's; undefined where it cannot be read. */
  readonly policy: Policy | undefined;
  /** The newest run of the pull request's head. */
  readonly run: { readonly id: number; readonly created: number } | undefined;
}

export type RefusalCode =
  | Denial
  | 'too-often'
  | 'closed'
  | 'no-report'
  | 'older-report'
  | 'newer-report'
  | 'unknown-case'
  | 'not-accepted'
  | 'no-policy'
  | 'no-run'
  | 'newer-push'
  | 'other-head'
  | 'full';

export interface Refusal {
  readonly command: Command['name'];
  readonly case?: string;
  readonly why: RefusalCode;
}

export type Decision =
  /** Somebody who may not: a sign, and no words. */
  | { readonly kind: 'denied'; readonly why: Denial }
  | { readonly kind: 'mistaken'; readonly mistakes: readonly string[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'obeyed'; readonly commands: readonly Command[]; readonly acts: Acts };

/** What is to be done. */
interface Acts {
  readonly amendments: readonly Amendment[];
  /** The workflow run to start again: the one that makes trials, which is judged in turn, before the one that only judges. */
  readonly rerun?: number;
}

/** Comments with commands that one person may write on a pull request in ten minutes. */
const MOST_RECENT = 10;

/** What comes of a comment's commands: all of them, or none. */
export function decideCommands(hearing: Hearing): Decision {
  const { read, standing, recent } = hearing;
  const denial = deniesCommands(standing);
  if (denial !== undefined) return { kind: 'denied', why: denial };
  if (read.kind === 'mistakes') return { kind: 'mistaken', mistakes: read.mistakes };
  const { commands } = read;
  if (recent >= MOST_RECENT) return { kind: 'refused', refusals: [{ command: commands[0].name, why: 'too-often' }] };
  const refusals = commands.flatMap((command) => refusalOf(command, hearing));
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const amendments = commands.flatMap((command) => amendmentOf(command, hearing));
  if (amended(hearing.report?.note, amendments) === undefined)
    return { kind: 'refused', refusals: [{ command: commands[0].name, why: 'full' }] };
  return { kind: 'obeyed', commands, acts: { amendments, ...rerunOf(commands, hearing) } };
}

function refusalOf(command: Command, hearing: Hearing): readonly Refusal[] {
  const closed = command.name !== 'help' && !hearing.pull.open;
  const why = closed ? 'closed' : WHY_NOT[command.name](command, hearing);
  if (why === undefined) return [];
  return [{ command: command.name, ...('case' in command && { case: command.case }), why }];
}

/** Why each command cannot be obeyed now. */
const WHY_NOT: Readonly<
  Record<
    Command['name'],
    (
      command: { readonly name: string; readonly case?: string; readonly sha?: string },
      hearing: Hearing,
    ) => RefusalCode | undefined
  >
> = {
  help: () => undefined,
  run: ({ sha }, hearing) => (sha !== undefined && sha !== hearing.pull.headSha ? 'other-head' : whyNoRun(hearing)),
  rerun: (_, hearing) => whyNoRun(hearing),
  bisect: (_, hearing) => whyNoRun(hearing),
  accept: ({ case: id = '' }, hearing) => whyNoAccept(id, hearing),
  unaccept: ({ case: id = '' }, { report }) =>
    report?.note.accepts.some((one) => sameCase(id, one.case)) === true ? undefined : 'not-accepted',
  explain: (_, hearing) => whyNoReport(hearing),
};

/** A command is about the head at its moment: what was pushed after it is something else. */
function whyNoRun({ run, spoken }: Hearing): RefusalCode | undefined {
  if (run === undefined) return 'no-run';
  return run.created > spoken.created ? 'newer-push' : undefined;
}

function whyNoReport({ report, pull }: Hearing): RefusalCode | undefined {
  if (report === undefined) return 'no-report';
  return report.head === pull.headSha ? undefined : 'older-report';
}

function whyNoAccept(id: string, hearing: Hearing): RefusalCode | undefined {
  const { standing, policy, report, spoken } = hearing;
  if (policy === undefined) return 'no-policy';
  const why = deniesAccept(standing, policy.accept) ?? whyNoReport(hearing);
  if (why !== undefined || report === undefined) return why;
  if (report.note.at > spoken.created) return 'newer-report';
  return openCase(id, report.note) === undefined ? 'unknown-case' : undefined;
}

function openCase(id: string, { open }: Note): Note['open'][number] | undefined {
  return open.find(([one]) => sameCase(id, one));
}

function amendmentOf(command: Command, { report, spoken }: Hearing): readonly Amendment[] {
  switch (command.name) {
    case 'accept': {
      const found = report && openCase(command.case, report.note);
      if (found === undefined) return [];
      const [id, digest] = found;
      return [{ kind: 'accept', record: { comment: spoken.id, case: id, digest } }];
    }
    case 'unaccept':
    case 'explain':
      return [{ kind: command.name, case: command.case }];
    case 'help':
    case 'run':
    case 'rerun':
    case 'bisect':
      return [];
  }
}

function rerunOf(commands: readonly Command[], { report, run }: Hearing): Pick<Acts, 'rerun'> {
  const names = commands.map(({ name }) => name);
  if (names.some((name) => name === 'run' || name === 'rerun' || name === 'bisect'))
    return run === undefined ? {} : { rerun: run.id };
  const judge = report?.note.runs?.judge;
  return judge === undefined || names.every((name) => name === 'help') ? {} : { rerun: judge };
}
