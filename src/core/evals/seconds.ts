const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Longer than any job of a hosted runner. */
export const MAX_SECONDS = 6 * 3600;

/** Seconds of a number, or of a text such as "90s", "2m", "1.5h", "500ms". NaN when it is neither. */
export function secondsOf(value: number | string): number {
  if (typeof value === 'number') return value;
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(value) ?? [];
  return Number(amount) * (UNITS[unit] ?? NaN);
}
