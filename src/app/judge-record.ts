import type { Policy } from '../core/evals/policy.js';
import type { RunRecord } from '../core/record/decode.js';
import type { RecordedSandbox } from '../core/record/record.js';
import { EMPTY } from '../core/run/content.js';
import { judge, type Judged, type Request } from './judge.js';
import type { Sandbox } from './ports.js';
import { replaying } from './replaying.js';
import type { ChosenSandbox, Outside } from './world.js';

/**
 * The trusted half: the same story as a run that judges at once, with trials from a record. The sides, the exam, the plan and every
 * grade are made here; only grader programs, which are base's, are started.
 */
export function judgeRecord(request: Request, outside: Outside, record: RunRecord): Promise<Judged> {
  const chooseSandbox = (wanted: Policy['sandbox']): Promise<ChosenSandbox> =>
    sandboxOf(record.sandbox, wanted, () => outside.chooseSandbox(wanted));
  const { history, ...rest } = outside;
  return judge(request, { ...rest, ...historyFor(record, history), chooseSandbox, trials: replaying(record) });
}

/**
 * Base's earlier runs decide which trials are run again. So they count only where the run knew of them too; what they came to is in
 * the file of the default branch, and never in the record.
 */
function historyFor(record: RunRecord, history: Outside['history']): Pick<Outside, 'history'> {
  if (history === undefined || record.history === undefined) return {};
  return { history: { ...history, keep: false, machine: record.history.machine } };
}

/** What held the trials is the record's to say; that it was enough is base's policy's. */
async function sandboxOf(
  recorded: RecordedSandbox,
  wanted: Policy['sandbox'],
  choose: () => Promise<ChosenSandbox>,
): Promise<ChosenSandbox> {
  if (recorded.kind === 'none-held') return recorded;
  if (wanted === 'required' && recorded.name === 'none') {
    return { kind: 'none-held', why: "Base's policy requires a sandbox, and the run had none." };
  }
  const here = await choose();
  const sandbox = here.kind === 'held' ? here.sandbox : closed(here.why);
  return { kind: 'held', sandbox: { name: recorded.name, run: (...args) => sandbox.run(...args) } };
}

/** Where no sandbox holds, no grader program is started: what it should have judged is not measured. */
function closed(why: string): Pick<Sandbox, 'run'> {
  const ending = { kind: 'not-started', why } as const;
  return { run: () => Promise.resolve({ ending, duration: 0, stdout: EMPTY, stderr: EMPTY }) };
}
