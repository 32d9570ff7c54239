/**
 * The first rung that fits, else the last: the last one is small by construction, because names are capped and nothing
 * is listed. Rungs are drawn one after another, so that a report that fits is drawn once.
 */
export function fit<Rung>(rungs: readonly [Rung, ...Rung[]], bytes: number, draw: (rung: Rung) => string): string {
  let drawn = '';
  for (const rung of rungs) {
    drawn = draw(rung);
    if (Buffer.byteLength(drawn) <= bytes) return drawn;
  }
  return drawn;
}
