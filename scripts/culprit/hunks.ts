import { smallest } from '../../src/core/diagnose/smallest.js';
import type { Random } from '../verdict/random.js';

/** Tests that the product's own search takes for the one hunk of a commit that breaks a case, and whether it names it. */
export function searchHunks(hunks: number, random: Random): { readonly tests: number; readonly right: boolean } {
  const cause = Math.floor(random() * hunks);
  const search = smallest(
    Array.from({ length: hunks }, (_, at) => at),
    (some) => some,
  );
  let tests = 0;
  let step = search.next();
  while (step.done !== true) {
    tests += 1;
    step = search.next(step.value.includes(cause));
  }
  return { tests, right: step.value.length === 1 && step.value[0] === cause };
}
