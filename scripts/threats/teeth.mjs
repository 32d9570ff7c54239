import { EXAM_TEETH } from './teeth/exam.mjs';
import { SANDBOX_TEETH } from './teeth/sandbox.mjs';
import { STAGES_TEETH } from './teeth/stages.mjs';
import { WORDS_TEETH } from './teeth/words.mjs';

/**
 * For each requirement, a defence switched off: `from`, a text that stands once in the source file, gives way to `to`. The
 * attack's test has to fail against a product that was built so. Where several defences cover one another, `also` names
 * the rest. `shows`: what the failure has to say, where a test could be red for another reason.
 */
export const TEETH = [...SANDBOX_TEETH, ...EXAM_TEETH, ...STAGES_TEETH, ...WORDS_TEETH].sort(
  (one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)),
);
