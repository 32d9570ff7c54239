import type { Attempt, Content, FoundFile } from '../run/trial.js';
import { RECORD_LIMITS } from './limits.js';
import type { SetupIdentity, TrialIdentity } from './identity.js';
import type { RecordLine, RecordedBytes, RecordHeader, RecordedTrial } from './record.js';

/** The line of a trial; undefined where it is over a limit, so that it counts as not measured. */
export function trialLine(identity: TrialIdentity, attempt: Attempt): string | undefined {
  const { ending, duration, stdout, stderr, files, usage, root } = attempt;
  const contents = [stdout, stderr, ...files.flatMap((file) => (file.kind === 'regular' ? [file.content] : []))];
  const bytes = contents.reduce((sum, content) => sum + sizeOf(content), 0);
  if (bytes > RECORD_LIMITS.trial || files.length > RECORD_LIMITS.files || ending.kind === 'not-recorded') {
    return undefined;
  }
  return textOf({
    kind: 'trial',
    ...identity,
    ending: ending.kind === 'not-started' ? { ...ending, why: cut(ending.why) } : ending,
    duration: Math.max(0, duration),
    stdout: bytesOf(stdout),
    stderr: bytesOf(stderr),
    files: files.map(fileOf),
    ...(usage !== undefined && { usage }),
    ...(root !== undefined && { root }),
  });
}

export function setupLine(identity: SetupIdentity, why: string | undefined): string {
  const outcome = why === undefined ? { kind: 'ready' as const } : { kind: 'failed' as const, why: cut(why) };
  return textOf({ kind: 'setup', ...identity, outcome });
}

/** The whole file's lines, each to be followed by a line end. */
export function recordLines({ sandbox, history }: RecordHeader, lines: readonly string[]): readonly string[] {
  const told = sandbox.kind === 'held' ? sandbox : { ...sandbox, why: cut(sandbox.why) };
  const known = history && { history: { machine: cut(history.machine) } };
  const header = textOf({ kind: 'record', schema: 'formative.record/1', sandbox: told, ...known });
  return [header, ...lines, textOf({ kind: 'end', lines: lines.length + 1 })];
}

function textOf(line: RecordLine): string {
  return JSON.stringify(line);
}

function fileOf(file: FoundFile): RecordedTrial['files'][number] {
  switch (file.kind) {
    case 'regular':
      return { kind: 'regular', path: file.path, content: bytesOf(file.content) };
    case 'missing':
      return { kind: 'missing', path: file.path };
    case 'refused':
      return { kind: 'refused', path: file.path, why: cut(file.why) };
  }
}

function bytesOf({ encoding, data, size }: Content): RecordedBytes {
  return { base64: encoding === 'base64' ? data : Buffer.from(data, 'utf8').toString('base64'), size };
}

function sizeOf({ encoding, data }: Content): number {
  return encoding === 'base64' ? (data.length * 3) / 4 : Buffer.byteLength(data);
}

function cut(text: string): string {
  return text.slice(0, RECORD_LIMITS.text);
}
