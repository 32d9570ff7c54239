import { UserError } from '../core/errors.js';
import type { RecordedSandbox, RecordHeader } from '../core/record/record.js';
import { judge, type Request } from './judge.js';
import { startRecording } from './recording.js';
import type { Outside } from './world.js';

interface Recorded {
  /** The lines of `formative.record/1`. */
  readonly lines: readonly string[];
  readonly trials: number;
  /** What ended the run early: whoever judges the record finds it for himself. */
  readonly mistake?: UserError;
}

/**
 * The untrusted half: runs what judging asks for and keeps what programs did. What it thinks of that itself only decides which
 * trials are run again; it is not written down.
 */
export async function recordRun(request: Request, outside: Outside): Promise<Recorded> {
  const recording = startRecording();
  let sandbox: RecordedSandbox = { kind: 'none-held', why: 'The run ended before it chose a sandbox.' };
  const chooseSandbox: Outside['chooseSandbox'] = async (wanted) => {
    const chosen = await outside.chooseSandbox(wanted);
    sandbox =
      chosen.kind === 'held' ? { kind: 'held', name: chosen.sandbox.name } : { kind: 'none-held', why: chosen.why };
    return chosen;
  };
  const history = heard(outside.history);
  const world = { ...outside, ...history.only, chooseSandbox, trials: recording.trials };
  const mistake = await mistakeIn(() => judge(request, world));
  const lines = recording.lines({ sandbox, ...history.told() });
  return { lines, trials: recording.count(), ...(mistake !== undefined && { mistake }) };
}

/** The same history, to be read only, and what the record tells of it: nothing where there was none to read. */
function heard(history: Outside['history']): {
  readonly only: Pick<Outside, 'history'>;
  readonly told: () => Pick<RecordHeader, 'history'>;
} {
  if (history === undefined) return { only: {}, told: () => ({}) };
  const { file, machine } = history;
  let found = false;
  const load = async (): Promise<string | undefined> => {
    const text = await file.load();
    found = text !== undefined;
    return text;
  };
  const read = { load, append: (lines: string) => file.append(lines), replace: (text: string) => file.replace(text) };
  return {
    only: { history: { machine, keep: false, file: read } },
    told: () => (found ? { history: { machine } } : {}),
  };
}

async function mistakeIn(work: () => Promise<unknown>): Promise<UserError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
