/** At most `bytes` bytes of the text as UTF-8, cut between characters; what is left out is counted at the end. */
export function cutText(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;

  const all = Buffer.from(text);
  if (all.length <= bytes) return text;

  const end = characterStart(all, bytes);
  return `${all.toString('utf8', 0, end)}… (${all.length - end} more bytes)`;
}

function characterStart(bytes: Buffer, index: number): number {
  let start = index;
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}
