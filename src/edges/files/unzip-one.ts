import { crc32, inflateRawSync } from 'node:zlib';

import { RefusedRecordError } from '../../core/record/refusal.js';
import { readOneEntry, type ZipEntry } from './zip-headers.js';

/**
 * The one file of a zip archive, as `actions/upload-artifact` packs it. Nothing is written to disk, and no name in the archive is
 * used: it only has to be `name`. Throws a RefusedRecordError for anything that such an archive does not hold.
 */
export function unzipOne(archive: Uint8Array, { name, most }: { name: string; most: number }): Uint8Array {
  const entry = readOneEntry(Buffer.from(archive.buffer, archive.byteOffset, archive.length), name);
  if (entry.size > most) throw new RefusedRecordError('too-large');
  const bytes = unpack(entry);
  if (bytes.length !== entry.size) throw new RefusedRecordError('wrong-size');
  if (crc32(bytes) !== entry.crc) throw new RefusedRecordError('wrong-checksum');
  return bytes;
}

/** Inflating stops at the size that the archive names: a bomb is never unpacked further than it admits, nor than we allow. */
function unpack({ method, packed, size }: ZipEntry): Uint8Array {
  if (method === 'stored') return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch {
    throw new RefusedRecordError('wrong-size');
  }
}
