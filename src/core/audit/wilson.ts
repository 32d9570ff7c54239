export interface Rate {
  readonly hits: number;
  readonly of: number;
}

const Z = 1.959963984540054;

/** Wilson's interval of a rate at 95 %. */
export function wilson({ hits, of }: Rate): { readonly low: number; readonly high: number } {
  const rate = hits / of;
  const middle = (rate + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((rate * (1 - rate)) / of + Z ** 2 / (4 * of ** 2));
  return { low: hits === 0 ? 0 : middle - half, high: hits === of ? 1 : middle + half };
}
