import type * as z from 'zod';

import { contentOfBytes } from '../run/content.js';
import type { Attempt, Content, FoundFile, Usage } from '../run/trial.js';
import { setupKeyOf, trialKey } from './identity.js';
import { RECORD_LIMITS } from './limits.js';
import {
  RecordLineSchema,
  type RecordedBytes,
  type RecordHeader,
  type RecordedSetup,
  type RecordedTrial,
  type RecordLine,
} from './record.js';
import { RefusedRecordError } from './refusal.js';

/** A record that was read: answers by identity, and nothing else. */
export interface RunRecord extends RecordHeader {
  readonly setups: ReadonlyMap<string, RecordedSetup['outcome']>;
  /** Attempts at the same thing, in the order in which they were made. */
  readonly trials: ReadonlyMap<string, readonly Attempt[]>;
}

/** Reads a record that somebody else may have written. Throws a RefusedRecordError for the first thing that is wrong. */
export function readRecord(bytes: Uint8Array): RunRecord {
  if (bytes.length > RECORD_LIMITS.file) throw new RefusedRecordError('too-large');
  const lines = linesOf(bytes);
  const header = lines.next();
  if (header.done === true) throw new RefusedRecordError('cut-short');
  const first = parseLine(header.value);
  if (first.kind !== 'record') throw new RefusedRecordError('unknown-shape', 'line 1');
  const { sandbox, history } = first;
  const record = { sandbox, ...(history && { history }), setups: new Map(), trials: new Map() } satisfies RunRecord;
  for (const raw of lines) {
    const line = parseLine(raw);
    if (line.kind !== 'end') {
      add(record, line, raw.number);
      continue;
    }
    if (line.lines !== raw.number - 1 || lines.next().done !== true) throw new RefusedRecordError('cut-short');
    return record;
  }
  throw new RefusedRecordError('cut-short');
}

interface Collected {
  readonly setups: Map<string, RecordedSetup['outcome']>;
  readonly trials: Map<string, Attempt[]>;
}

function add({ setups, trials }: Collected, line: RecordLine, number: number): void {
  switch (line.kind) {
    case 'setup':
      setups.set(setupKeyOf(line), line.outcome);
      return;
    case 'trial': {
      const key = trialKey(line);
      const attempts = trials.get(key);
      if (attempts === undefined) trials.set(key, [attemptOf(line, number)]);
      else attempts.push(attemptOf(line, number));
      return;
    }
    case 'record':
    case 'end':
      throw new RefusedRecordError('unknown-shape', `line ${number}`);
  }
}

interface RawLine {
  /** Counts from 1. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

function* linesOf(bytes: Uint8Array): Generator<RawLine, undefined> {
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_END, start);
    number += 1;
    if (end === -1) throw new RefusedRecordError('cut-short');
    if (end - start > RECORD_LIMITS.line) throw new RefusedRecordError('too-large', `line ${number}`);
    if (number > RECORD_LIMITS.lines) throw new RefusedRecordError('too-many-lines');
    yield { number, bytes: bytes.subarray(start, end) };
    start = end + 1;
  }
}

const LINE_END = 0x0a;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseLine({ number, bytes }: RawLine): RecordLine {
  const parsed = RecordLineSchema.safeParse(jsonOf(bytes, `line ${number}`));
  if (parsed.success) return parsed.data;
  throw new RefusedRecordError('unknown-shape', `line ${number}${placeOf(parsed.error.issues[0])}`);
}

function jsonOf(bytes: Uint8Array, where: string): unknown {
  const text = textOf(bytes, where);
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedRecordError('not-json', where);
  }
}

function textOf(bytes: Uint8Array, where: string): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new RefusedRecordError('not-utf8', where);
  }
}

/** Names of fields in an issue's path are the schema's own: what the file calls an unknown field is not repeated. */
function placeOf(issue: z.core.$ZodIssue | undefined): string {
  return issue === undefined || issue.path.length === 0 ? '' : `, ${issue.path.map(String).join('.')}`;
}

function attemptOf({ ending, duration, stdout, stderr, files, usage, root }: RecordedTrial, number: number): Attempt {
  const where = `line ${number}`;
  return {
    ending,
    duration,
    stdout: contentIn(stdout, where),
    stderr: contentIn(stderr, where),
    files: files.map((file): FoundFile =>
      file.kind === 'regular' ? { ...file, content: contentIn(file.content, where) } : file,
    ),
    ...(usage !== undefined && { usage: usageIn(usage) }),
    ...(root !== undefined && { root }),
  };
}

function usageIn({ cpu, peakMemory }: NonNullable<RecordedTrial['usage']>): Usage {
  return { cpu, ...(peakMemory !== undefined && { peakMemory }) };
}

/** The bytes decide what they are: whether they are text, and whether they are all. */
function contentIn({ base64, size }: RecordedBytes, where: string): Content {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > size || bytes.toString('base64') !== base64) throw new RefusedRecordError('bad-bytes', where);
  return contentOfBytes(bytes, size);
}
