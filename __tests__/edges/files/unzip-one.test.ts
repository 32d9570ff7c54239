import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { RefusedRecordError } from '../../../src/core/record/refusal.js';
import { unzipOne } from '../../../src/edges/files/unzip-one.js';
import { zip, type Zipped } from '../../support/zip.js';

const NAME = 'formative.record.jsonl';
const MOST = 1_000_000;
const TEXT = Buffer.from('{"kind":"record"}\n'.repeat(40));
const record = (more: Partial<Zipped> = {}): Zipped => ({ name: NAME, bytes: TEXT, ...more });

function outcome(archive: Uint8Array, most = MOST): string {
  try {
    return Buffer.from(unzipOne(archive, { name: NAME, most })).toString('utf8');
  } catch (error) {
    if (error instanceof RefusedRecordError) return error.refusal;
    throw error;
  }
}

const refusal = (...files: readonly Zipped[]): string => outcome(zip(files));

describe('an archive with the record', () => {
  it('is read as upload-artifact packs it', () => {
    expect(outcome(readFileSync('__tests__/fixtures/zip/upload-artifact.zip'))).toBe(TEXT.toString());
  });

  it.each([{}, { described: true }, { stored: true }, { stored: true, described: true }, { flags: 0x800 }])(
    'is read however it is packed: %j',
    (how) => {
      expect(refusal(record(how))).toBe(TEXT.toString());
    },
  );
});

describe('an archive that nobody packs by mistake', () => {
  it.each([
    ['two files', [record(), record({ name: 'package.json' })], 'several-entries'],
    ['the same file twice', [record(), record()], 'several-entries'],
    ['no file', [], 'several-entries'],
    ['a name that leads out', [record({ name: `../${NAME}` })], 'wrong-name'],
    ['an absolute name', [record({ name: `/tmp/${NAME}` })], 'wrong-name'],
    ['another file', [record({ name: 'package.json' })], 'wrong-name'],
    ['a name with a NUL', [record({ name: `${NAME}\0.js` })], 'wrong-name'],
    ['another name in its local header', [record({ localName: '../../../etc/passwd123' })], 'unlike-headers'],
    ['a link', [record({ mode: 0o120777 })], 'not-a-file'],
    ['a folder', [record({ mode: 0o040755 })], 'not-a-file'],
    ['a FIFO', [record({ mode: 0o010644 })], 'not-a-file'],
    ['a device', [record({ mode: 0o020644 })], 'not-a-file'],
    ['a file of no type', [record({ mode: 0o644 })], 'not-a-file'],
    ['a password', [record({ flags: 1 })], 'encrypted'],
    ['another way to pack', [record({ method: 12 })], 'unknown-packing'],
    ['patches', [record({ flags: 0x20 })], 'unknown-packing'],
    ['sizes of 64 bits', [record({ extra: Buffer.from([1, 0, 0, 0]) })], 'stray-bytes'],
    ['a smaller size than it has', [record({ described: true, says: { size: 10 } })], 'unlike-headers'],
    ['a larger size than we take', [record({ says: { size: MOST + 1 } })], 'unlike-headers'],
    ['an entry that begins elsewhere', [record({ says: { start: 1 } })], 'stray-bytes'],
    ['more packed bytes than are there', [record({ says: { packedSize: 0xffffffff } })], 'stray-bytes'],
    ['fewer packed bytes than are there', [record({ says: { packedSize: 1 } })], 'stray-bytes'],
    ['another checksum', [record({ says: { crc: 1 } })], 'unlike-headers'],
  ] as const)('is refused for %s', (_, files, refused) => {
    expect(refusal(...files)).toBe(refused);
  });

  it('is refused for bytes before, between and after', () => {
    const sound = zip([record()]);
    expect(outcome(Buffer.concat([Buffer.from('#!/bin/sh\n'), sound]))).toBe('stray-bytes');
    expect(outcome(Buffer.concat([sound, Buffer.from([0])]))).toBe('not-a-zip');
    expect(outcome(zip([record()], { comment: 'x' }))).toBe('not-a-zip');
    expect(outcome(zip([record()], { comment: sound.toString('latin1') }))).not.toBe(TEXT.toString());
    expect(outcome(Buffer.concat([sound, sound]))).toBe('stray-bytes');
  });

  it('is refused for a bomb, which is never unpacked further than its limit', () => {
    const bomb = zip([record({ bytes: Buffer.alloc(64 * MOST) })]);
    expect(outcome(bomb)).toBe('too-large');
    const lies = zip([record({ bytes: Buffer.alloc(2 * MOST), says: { size: 100 } })]);
    lies.writeUInt32LE(100, 22);
    expect(outcome(lies)).toBe('wrong-size');
  });

  it('is refused when its bytes are not those of its checksum', () => {
    const spoiled = zip([record({ stored: true })]);
    spoiled[40 + NAME.length] = 0x00;
    expect(outcome(spoiled)).toBe('wrong-checksum');
  });

  it('is refused wherever it was cut, and for any one byte that is another', () => {
    const sound = zip([record({ described: true })]);
    for (let end = 0; end < sound.length; end += 1) expect(outcome(sound.subarray(0, end))).not.toBe(TEXT.toString());
    const ignored = new Set<number>();
    for (let at = 0; at < sound.length; at += 1) {
      const spoiled = Buffer.from(sound);
      spoiled[at] = (spoiled[at] ?? 0) ^ 0xff;
      if (outcome(spoiled) === TEXT.toString()) ignored.add(at);
    }
    // What no reader goes by: versions and times, and the rights beside the type.
    expect(ignored.size).toBeLessThanOrEqual(24);
  });

  it('ends in an answer or a named refusal, whatever it is', () => {
    const sound = zip([record()]);
    const spoiled = fc.array(fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 });
    fc.assert(
      fc.property(spoiled, (changes) => {
        const archive = Buffer.from(sound);
        for (const [at, byte] of changes) archive[at] = byte;
        expect(['string']).toContain(typeof outcome(archive));
      }),
      { numRuns: 2000 },
    );
  });
});
