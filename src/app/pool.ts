import pLimit from 'p-limit';

/** Runs tasks at most `width` at a time, in the order they were given. */
export type Pool = <T>(task: () => Promise<T>) => Promise<T>;

export function poolOf(width: number): Pool {
  return pLimit(width);
}
