import type { Random } from './random.js';

/** Something that reads what strangers wrote. */
export interface Target {
  readonly name: string;
  /** Its part of all inputs. */
  readonly share: number;
  readonly draw: (random: Random) => string;
  /** Reads one input; throws where it crashes, and where something escapes that must not. */
  readonly read: (input: string) => 'accepted' | 'rejected';
}

/** Throws with the words when something does not hold. */
export function hold(condition: boolean, words: string): void {
  if (!condition) throw new Error(words);
}
