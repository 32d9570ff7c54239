/** The name that was probably meant: at most a third of it mistyped, or the same name under a remote. */
export function closestName(wanted: string, names: readonly string[]): string | undefined {
  const under = names.find((name) => name.endsWith(`/${wanted}`));
  if (under !== undefined) return under;
  const near = names
    .map((name) => ({ name, distance: editDistance(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.min(name.length, wanted.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 0; row < one.length; row += 1) {
    const line = [row + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replace = (above[column - 1] ?? 0) + (other[column - 1] === one[row] ? 0 : 1);
      line.push(Math.min(replace, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
