import { isDeepStrictEqual } from 'node:util';

import { RefusedRecordError } from '../../core/record/refusal.js';

export interface ZipEntry {
  readonly method: 'stored' | 'deflated';
  readonly packed: Uint8Array;
  /** Bytes that it unpacks to, as the archive says. */
  readonly size: number;
  readonly crc: number;
}

const LOCAL = { signature: 0x04034b50, length: 30 };
const CENTRAL = { signature: 0x02014b50, length: 46 };
const END = { signature: 0x06054b50, length: 22 };
const DESCRIPTOR = { signature: 0x08074b50, length: 16 };

/** Sizes and checksum follow the packed bytes. */
const DESCRIBED_AFTER = 0x0008;
const UTF8_NAME = 0x0800;
const ENCRYPTED = 0x2041;
const METHODS: Readonly<Partial<Record<number, ZipEntry['method']>>> = { 0: 'stored', 8: 'deflated' };
const MADE_ON_UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

/**
 * Reads an archive that is nothing but one file: a local header, the packed bytes, its entry in the directory, the end. Every byte has
 * to belong to one of them, and what is said twice has to be said alike: readers that differ in whom they believe are how archives lie.
 */
export function readOneEntry(archive: Buffer, name: string): ZipEntry {
  const directory = readEnd(archive);
  const entry = readDirectory(archive.subarray(directory, archive.length - END.length), name);
  const packed = readLocal(archive.subarray(0, directory), entry);
  const { method, size, crc } = entry;
  return { method, packed, size, crc };
}

/** Where the directory begins. The end stands at the very end: a comment behind it could hold another one. */
function readEnd(archive: Buffer): number {
  const at = archive.length - END.length;
  if (at < 0 || archive.readUInt32LE(at) !== END.signature) throw new RefusedRecordError('not-a-zip');
  const [disk, disks, here, all] = [4, 6, 8, 10].map((field) => archive.readUInt16LE(at + field));
  if (disk !== 0 || disks !== 0 || here !== all) throw new RefusedRecordError('unlike-headers');
  if (all !== 1) throw new RefusedRecordError('several-entries');
  const [size, start, comment] = [
    archive.readUInt32LE(at + 12),
    archive.readUInt32LE(at + 16),
    archive.readUInt16LE(at + 20),
  ];
  if (comment !== 0 || start + size !== at) throw new RefusedRecordError('stray-bytes');
  return start;
}

interface DirectoryEntry extends Omit<ZipEntry, 'packed'> {
  readonly flags: number;
  readonly packedSize: number;
  readonly name: Buffer;
}

function readDirectory(directory: Buffer, expected: string): DirectoryEntry {
  if (directory.length < CENTRAL.length || directory.readUInt32LE(0) !== CENTRAL.signature) {
    throw new RefusedRecordError('unlike-headers');
  }
  const flags = directory.readUInt16LE(8);
  const [nameLength, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(field));
  const name = directory.subarray(CENTRAL.length, CENTRAL.length + (nameLength ?? 0));
  if (!name.equals(Buffer.from(expected))) throw new RefusedRecordError('wrong-name');
  // An extra field could hold sizes of its own (zip64) or another name.
  if (extra !== 0 || comment !== 0 || directory.length !== CENTRAL.length + name.length) {
    throw new RefusedRecordError('stray-bytes');
  }
  if (directory.readUInt32LE(42) !== 0) throw new RefusedRecordError('stray-bytes');
  checkType(directory);
  return {
    ...{ flags, name, method: methodOf(flags, directory.readUInt16LE(10)) },
    crc: directory.readUInt32LE(16),
    packedSize: directory.readUInt32LE(20),
    size: directory.readUInt32LE(24),
  };
}

/** Links, folders and devices are told by the mode that Unix gives them. */
function checkType(directory: Buffer): void {
  const mode = directory.readUInt32LE(38) >>> 16;
  const system = directory.readUInt8(5);
  if (system !== MADE_ON_UNIX || (mode & FILE_TYPE) !== REGULAR) throw new RefusedRecordError('not-a-file');
}

function methodOf(flags: number, number: number): ZipEntry['method'] {
  if ((flags & ENCRYPTED) !== 0) throw new RefusedRecordError('encrypted');
  const method = METHODS[number];
  if (method === undefined || (flags & ~(DESCRIBED_AFTER | UTF8_NAME)) !== 0)
    throw new RefusedRecordError('unknown-packing');
  return method;
}

function readLocal(part: Buffer, entry: DirectoryEntry): Uint8Array {
  const { name, packedSize } = entry;
  const start = LOCAL.length + name.length;
  const end = start + packedSize;
  const described = (entry.flags & DESCRIBED_AFTER) !== 0;
  if (part.length !== end + (described ? DESCRIPTOR.length : 0)) throw new RefusedRecordError('stray-bytes');
  const alike = isAlike(part.subarray(0, start), entry) && (!described || describes(part.subarray(end), entry));
  if (!alike) throw new RefusedRecordError('unlike-headers');
  return part.subarray(start, end);
}

function isAlike(header: Buffer, { flags, method, name, crc, packedSize, size }: DirectoryEntry): boolean {
  const sizes = (flags & DESCRIBED_AFTER) === 0 ? [crc, packedSize, size] : [0, 0, 0];
  const shorts = [6, 26, 28].map((field) => header.readUInt16LE(field));
  const longs = [0, 14, 18, 22].map((field) => header.readUInt32LE(field));
  return (
    isDeepStrictEqual(shorts, [flags, name.length, 0]) &&
    isDeepStrictEqual(longs, [LOCAL.signature, ...sizes]) &&
    METHODS[header.readUInt16LE(8)] === method &&
    header.subarray(LOCAL.length).equals(name)
  );
}

function describes(descriptor: Buffer, { crc, packedSize, size }: DirectoryEntry): boolean {
  const said = [0, 4, 8, 12].map((field) => descriptor.readUInt32LE(field));
  return isDeepStrictEqual(said, [DESCRIPTOR.signature, crc, packedSize, size]);
}
