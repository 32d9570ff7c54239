/** Whether one more mistake can be expected to come to its end in the seconds that are left: it takes what the middle one took. */
export function endsInTime(taken: readonly number[], left: number): boolean {
  const sorted = [...taken].sort((one, other) => one - other);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return left > 0 && usual <= left;
}
