/** What a review bot appends to a description: from one HTML comment to another. */
export interface ReviewBlock {
  readonly begin: string;
  readonly end: string;
}

/** The text without its HTML comments and without review bots' blocks; and the comments outside of those blocks. */
export function hiddenOf(
  text: string,
  blocks: readonly ReviewBlock[],
): { readonly open: string; readonly comments: readonly string[] } {
  const open: string[] = [];
  const comments: string[] = [];
  let block: ReviewBlock | undefined;
  for (const { before, comment } of piecesOf(text)) {
    if (block === undefined) open.push(before);
    if (comment === undefined) continue;
    if (block !== undefined) {
      if (comment === block.end) block = undefined;
      continue;
    }
    block = blocks.find(({ begin }) => begin === comment);
    if (block === undefined) comments.push(comment);
  }
  return { open: open.join(''), comments };
}

/** Text up to each comment, with the comment; one that is not closed goes on to the end. */
function* piecesOf(text: string): Generator<{ readonly before: string; readonly comment?: string }> {
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<!--', at);
    if (start === -1) break;
    const end = text.indexOf('-->', start + 4);
    yield { before: text.slice(at, start), comment: text.slice(start + 4, end === -1 ? undefined : end).trim() };
    at = end === -1 ? text.length : end + 3;
  }
  yield { before: text.slice(at) };
}
