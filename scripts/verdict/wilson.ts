import { wilson, type Rate } from '../../src/core/audit/wilson.js';

export { wilson, type Rate };

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
