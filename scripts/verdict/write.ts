/** The page with what stands between a part's two comments replaced. */
export function between(page: string, part: string, text: string): string {
  const [start, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no part "${part}"`);
  return `${before}${start}\n\n${text}\n\n${end}${after}`;
}
