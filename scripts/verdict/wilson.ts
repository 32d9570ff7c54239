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

/** "0.3 % (0.1 to 0.7)". */
export function inWords(rate: Rate): string {
  if (rate.of === 0) return '';
  const { low, high } = wilson(rate);
  return `${percent(rate.hits / rate.of)} % (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  const value = 100 * share;
  if (value === 0 || value === 100) return String(value);
  return value.toFixed(value < 0.995 ? 2 : value < 9.95 ? 1 : 0);
}
