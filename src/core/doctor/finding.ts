/** `hole`: a pull request can get around the check. `weak`: one thing less stands in its way. */
export type Level = 'hole' | 'weak' | 'unknown' | 'fine';

export interface Finding {
  /** What was looked at: `required-check`, `unpinned-action`, … */
  readonly id: string;
  readonly level: Level;
  readonly what: string;
  readonly path?: string;
  readonly line?: number;
  /** Why it matters. Absent where all is fine. */
  readonly why?: string;
  /** What to do, exactly. */
  readonly remedy?: string;
}

export const LEVELS: readonly Level[] = ['hole', 'weak', 'unknown', 'fine'];

/** 1: a hole is open. 2: something could not be looked at. 0: neither. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 {
  const has = (level: Level): boolean => findings.some((one) => one.level === level);
  if (has('hole')) return 1;
  return has('unknown') ? 2 : 0;
}
