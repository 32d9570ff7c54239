import { createHash } from 'node:crypto';
import type { Repository, TreeEntry } from '../../src/app/ports.js';

const contents = new Map<string, Buffer>();

/** Entries of a tree with these files, whose blobs `memoryBlobs` knows. */
export function treeOf(files: Readonly<Record<string, string | Buffer>>): readonly TreeEntry[] {
  return Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content);
    const oid = createHash('sha1').update(bytes).digest('hex');
    contents.set(oid, bytes);
    return { path, mode: '100644', oid };
  });
}

export const memoryBlobs: Pick<Repository, 'sizes' | 'blobs'> = {
  sizes: (oids) => Promise.resolve(new Map(oids.map((oid) => [oid, contents.get(oid)?.length ?? 0]))),
  blobs: (oids) => Promise.resolve(new Map(oids.map((oid) => [oid, contents.get(oid) ?? Buffer.alloc(0)]))),
};
