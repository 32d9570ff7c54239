import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive, and where its headers are to lie. */
export interface Zipped {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Unix mode with the file's type; a regular file by default. */
  readonly mode?: number;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** Sizes after the bytes, as archivers that stream write them. */
  readonly described?: boolean;
  /** What the directory says in place of the truth. */
  readonly says?: Partial<Record<'size' | 'packedSize' | 'crc' | 'start', number>> & { readonly name?: string };
  /** What the local header says in place of the directory's name. */
  readonly localName?: string;
  readonly extra?: Buffer;
}

/** Writes an archive, as honest or as dishonest as it is asked to be. */
export function zip(files: readonly Zipped[], { comment = '' } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const file of files) {
    const start = parts.reduce((sum, part) => sum + part.length, 0);
    const facts = factsOf(file);
    parts.push(local(file, facts), facts.packed, ...(file.described === true ? [descriptor(facts)] : []));
    directory.push(central(file, { ...facts, start, ...file.says }));
  }
  const [body, index] = [Buffer.concat(parts), Buffer.concat(directory)];
  return Buffer.concat([body, index, end({ count: files.length, size: index.length, start: body.length }, comment)]);
}

interface Facts {
  readonly packed: Buffer;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly flags: number;
  readonly method: number;
}

function factsOf({ bytes, stored = false, described = false, flags = 0, method }: Zipped): Facts {
  const packed = stored ? Buffer.from(bytes) : deflateRawSync(bytes);
  const written = flags | (described ? 8 : 0);
  return {
    packed,
    packedSize: packed.length,
    size: bytes.length,
    crc: crc32(bytes),
    flags: written,
    method: method ?? (stored ? 0 : 8),
  };
}

function local({ name, localName = name, described = false }: Zipped, facts: Facts): Buffer {
  const { crc, packedSize, size } = described ? { crc: 0, packedSize: 0, size: 0 } : facts;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  [20, facts.flags, facts.method].forEach((value, index) => header.writeUInt16LE(value, 4 + 2 * index));
  [crc, packedSize, size].forEach((value, index) => header.writeUInt32LE(value, 14 + 4 * index));
  header.writeUInt16LE(Buffer.byteLength(localName), 26);
  return Buffer.concat([header, Buffer.from(localName)]);
}

function descriptor({ crc, packedSize, size }: Facts): Buffer {
  const written = Buffer.alloc(16);
  [0x08074b50, crc, packedSize, size].forEach((value, index) => written.writeUInt32LE(value, 4 * index));
  return written;
}

function central(
  { name, mode = 0o100644, extra = Buffer.alloc(0) }: Zipped,
  facts: Facts & { start: number; name?: string },
): Buffer {
  const said = Buffer.from(facts.name ?? name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt8(45, 4);
  header.writeUInt8(3, 5);
  [20, facts.flags, facts.method].forEach((value, index) => header.writeUInt16LE(value, 6 + 2 * index));
  [facts.crc, facts.packedSize, facts.size].forEach((value, index) => header.writeUInt32LE(value, 16 + 4 * index));
  header.writeUInt16LE(said.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(facts.start, 42);
  return Buffer.concat([header, said, extra]);
}

function end({ count, size, start }: { count: number; size: number; start: number }, comment: string): Buffer {
  const written = Buffer.alloc(22);
  written.writeUInt32LE(0x06054b50, 0);
  [count, count].forEach((value, index) => written.writeUInt16LE(value, 8 + 2 * index));
  [size, start].forEach((value, index) => written.writeUInt32LE(value, 12 + 4 * index));
  written.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([written, Buffer.from(comment)]);
}
