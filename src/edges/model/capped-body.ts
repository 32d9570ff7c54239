/** Bytes of an answer that are read: a grade has a few hundred. */
const MOST = 256 * 1024;

/** The text of a body; undefined where it is longer than an answer may be. The rest is not read. */
export async function readCapped({ body }: Response): Promise<string | undefined> {
  if (body === null) return '';
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const bytes: unknown = part.value;
    size += bytes instanceof Uint8Array ? bytes.length : Infinity;
    if (!(bytes instanceof Uint8Array) || size > MOST) {
      await reader.cancel();
      return undefined;
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}
