import { ruleBookWith } from '../core/agents/rule-book.js';
import { amended, type Amendment } from '../core/commands/amend-note.js';
import { decideCommands, type Decision } from '../core/commands/decide-commands.js';
import { EMPTY_NOTE, type Note } from '../core/commands/note.js';
import { readCommands, type CommandsRead } from '../core/commands/read-commands.js';
import { isMachine, type Spoken } from '../core/commands/standing.js';
import { UserError } from '../core/errors.js';
import { withAnswer, type Rerun } from '../core/report/command-answer.js';
import { readMarker } from '../core/report/marker.js';
import type { CommandDesk, Pull, Sign } from './command-desk.js';

/** What became of a comment, for the job's log. */
export type Obeyed =
  | { readonly kind: 'ignored'; readonly why: 'no-command' | 'answered-before' | 'edited' }
  | { readonly kind: Decision['kind'] };

/** Seconds in which commands are counted. */
const WINDOW = 600;
/** Two commands at once write over each other: each looks whether its own words stand there. */
const ATTEMPTS = 3;

/** Hears a comment, decides, does what was decided, and leaves a sign of it. `body` is what the event delivered. */
export async function obey(desk: CommandDesk, body: string): Promise<Obeyed> {
  const read = readCommands(body);
  if (read.kind === 'none') return { kind: 'ignored', why: 'no-command' };
  if (await desk.isAnswered()) return { kind: 'ignored', why: 'answered-before' };
  await desk.sign('eyes');
  const spoken = await desk.spoken();
  if (spoken === undefined || spoken.body !== body || spoken.created !== spoken.updated) {
    if (spoken !== undefined) await desk.sign('confused');
    return { kind: 'ignored', why: 'edited' };
  }
  const pull = await desk.pull();
  const decision = await decided(desk, { spoken, read, pull });
  await desk.sign(await act(desk, decision, pull.headSha));
  return { kind: decision.kind };
}

interface Heard {
  readonly spoken: Spoken;
  readonly read: Exclude<CommandsRead, { kind: 'none' }>;
  readonly pull: Pull;
}

async function decided(desk: CommandDesk, { spoken, read, pull }: Heard): Promise<Decision> {
  const permission = await desk.permissionOf(spoken.author.login);
  const accepts = read.kind === 'commands' && read.commands.some(({ name }) => name === 'accept');
  const policy = accepts ? await desk.policy(pull.baseSha) : undefined;
  const standing = {
    permission,
    isPullRequestAuthor: spoken.author.id === pull.author,
    isMachine: isMachine(spoken, ruleBookWith(policy?.agents ?? [])),
  };
  const report = await reportOn(desk);
  const known = report?.head === pull.headSha ? report.note.runs?.trials : undefined;
  const recent = await countRecent(desk, spoken);
  const run = await desk.runOf(pull.headSha, known);
  return decideCommands({ read, spoken, standing, recent, pull, report, policy, run });
}

async function reportOn(desk: CommandDesk): Promise<{ readonly head: string; readonly note: Note } | undefined> {
  const marker = readMarker((await desk.report()) ?? '');
  return marker && { head: marker.head, note: marker.note ?? EMPTY_NOTE };
}

/** How many comments with commands the same person wrote shortly before. */
async function countRecent(desk: CommandDesk, { id, created, author }: Spoken): Promise<number> {
  const start = created - WINDOW;
  const all = await desk.spokenSince(start);
  return all.filter(
    (it) => it.id < id && it.author.id === author.id && it.created >= start && readCommands(it.body).kind !== 'none',
  ).length;
}

/** What is recorded stands there before a run is started that reads it. Answers the sign that is true of all of it. */
async function act(desk: CommandDesk, decision: Decision, sha: string): Promise<Sign> {
  if (decision.kind === 'denied') return 'confused';
  if (decision.kind !== 'obeyed') {
    await write(desk, decision, { kind: 'none' });
    return 'confused';
  }
  const { rerun, amendments } = decision.acts;
  if (rerun === undefined || amendments.length > 0) await write(desk, decision, { kind: 'none' });
  if (rerun === undefined) return 'rocket';
  const started = await start(desk, rerun, sha);
  // Before the words, which may fail: a second delivery is not to start it again.
  if (started.kind === 'started') await desk.sign('rocket');
  await write(desk, decision, started);
  return started.kind === 'started' ? 'rocket' : 'confused';
}

async function start(desk: CommandDesk, run: number, sha: string): Promise<Rerun> {
  const why = await desk.rerun(run);
  return why === undefined ? { kind: 'started', sha } : { kind: 'not-started', why };
}

async function write(desk: CommandDesk, decision: Decision, rerun: Rerun): Promise<void> {
  const amendments = decision.kind === 'obeyed' ? decision.acts.amendments : [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const posted = await desk.edit((earlier) => {
      const note = readMarker(earlier ?? '')?.note;
      return withAnswer(earlier, { decision, rerun, note: amended(note, amendments) ?? note });
    });
    if (!('url' in posted)) throw new UnansweredError(posted.why);
    if (isDone((await reportOn(desk))?.note ?? EMPTY_NOTE, amendments)) return;
  }
  throw new UnansweredError('somebody wrote over it each time');
}

function isDone(note: Note, amendments: readonly Amendment[]): boolean {
  return JSON.stringify(amended(note, amendments)?.accepts) === JSON.stringify(note.accepts);
}

class UnansweredError extends UserError {
  constructor(why: string) {
    super(`The answer to the comment could not be written: ${why}.`, {
      help: 'Let the job write pull requests, and say the command again in a new comment.',
    });
  }
}
