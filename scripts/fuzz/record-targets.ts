import { readFileSync } from 'node:fs';
import { readRecord, type RunRecord } from '../../src/core/record/decode.js';
import { recordLines, setupLine, trialLine } from '../../src/core/record/encode.js';
import { RECORD_LIMITS } from '../../src/core/record/limits.js';
import { RefusedRecordError } from '../../src/core/record/refusal.js';
import { contentOf, contentOfBytes } from '../../src/core/run/content.js';
import type { Attempt } from '../../src/core/run/trial.js';
import { unzipOne } from '../../src/edges/files/unzip-one.js';
import { TRIAL } from '../../__tests__/core/record/arbitrary-attempts.js';
import { zip } from '../../__tests__/support/zip.js';
import { mutated, nasty } from './mutate.js';
import type { Random } from './random.js';
import { hold, type Target } from './target.js';

const NAME = 'formative.record.jsonl';
const MOST = 1_000_000;
const WORDS = [
  '{"kind":"end","lines":1}\n',
  '"kind":"trial"',
  '"kind":"record"',
  '"complete":true',
  '"size":-1',
  '"encoding":"base64"',
  '"data":"%%%"',
  '"side":"base"',
  '"index":1e9',
  '"extra":1,',
  '"__proto__":{},',
  'null',
  ',',
  '{',
  '}',
  '\n',
];

/** The two readers of what the untrusted half leaves: the record, and the archive that it comes in. */
export const RECORDS: readonly Target[] = [
  {
    name: 'record',
    share: 12,
    draw: (random) =>
      random.once(4) ? recordText(random) : mutated(random, { seeds: [recordText(random)], words: WORDS }),
    read: readText,
  },
  { name: 'zip', share: 4, draw: spoiledZip, read: readZip },
];

function recordText(random: Random): string {
  const attempt: Attempt = {
    ending: random.pick([
      { kind: 'exited', code: 1 },
      { kind: 'timed-out', after: 3 },
      { kind: 'not-started', why: 'no sh' },
    ]),
    duration: 0.5,
    stdout: contentOf(nasty(random)),
    stderr: contentOfBytes(Uint8Array.from([0xff, 0, random.below(256)]), 3 + random.below(2)),
    files: [
      { kind: 'regular', path: 'r/a.xml', content: contentOf('<a/>') },
      { kind: 'refused', path: 'x', why: 'is a link' },
    ],
  };
  const trials = Array.from({ length: random.below(4) }, () => trialLine(TRIAL, attempt) ?? '');
  const setup = setupLine({ tree: TRIAL.tree, side: 'base', variant: 'judged', setup: 'c'.repeat(64) }, undefined);
  return recordLines({ sandbox: { kind: 'held', name: 'bwrap' } }, [setup, ...trials])
    .map((line) => `${line}\n`)
    .join('');
}

function readText(text: string): 'accepted' | 'rejected' {
  const record = refusedOr(() => readRecord(Buffer.from(text)));
  if (record === undefined) return 'rejected';
  for (const { stdout, stderr, files } of attemptsOf(record)) {
    for (const { data, size } of [stdout, stderr])
      hold(
        Number.isInteger(size) && size >= 0 && data.length <= 2 * RECORD_LIMITS.trial,
        'a stream is not what it says',
      );
    hold(files.length <= RECORD_LIMITS.files, 'a trial has too many files');
  }
  return 'accepted';
}

function attemptsOf({ trials }: RunRecord): readonly Attempt[] {
  return [...trials.values()].flat();
}

function spoiledZip(random: Random): string {
  const bytes = Buffer.from(recordText(random));
  const packed = zip([
    { name: NAME, bytes, stored: random.once(2), described: random.once(2) },
    ...(random.once(8) ? [{ name: NAME, bytes }] : []),
  ]);
  const seeds = [
    Buffer.from(packed).toString('latin1'),
    readFileSync('__tests__/fixtures/zip/upload-artifact.zip').toString('latin1'),
  ];
  const text = random.pick(seeds);
  if (random.once(10)) return text;
  if (random.once(3))
    return mutated(random, {
      seeds,
      words: ['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', 'PK\u0007\u0008', NAME, '../', '\0'],
    });
  const archive = Buffer.from(text, 'latin1');
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    archive[random.below(archive.length)] = random.pick([0, 1, 0xff, 0x80, random.below(256)]);
  return archive.toString('latin1');
}

function readZip(text: string): 'accepted' | 'rejected' {
  const bytes = refusedOr(() => unzipOne(Buffer.from(text, 'latin1'), { name: NAME, most: MOST }));
  if (bytes === undefined) return 'rejected';
  hold(bytes.length <= MOST, 'more was unpacked than is allowed');
  return 'accepted';
}

function refusedOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedRecordError) return undefined;
    throw error;
  }
}
