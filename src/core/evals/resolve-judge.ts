import type { JudgeGrader } from './graders.js';
import type { JudgeInput } from './judge-schema.js';

const MODEL = 'openai/gpt-4.1-mini';
const PASS_AT = 0.7;
const REPEATS = 3;

/** A checked judge, complete with defaults. */
export function resolveJudge(input: JudgeInput): JudgeGrader {
  return {
    rubric: input.rubric,
    model: input.model ?? MODEL,
    how: input.compare === true ? { kind: 'compare' } : { kind: 'score', passAt: input['pass-at'] ?? PASS_AT },
    repeats: input.repeats ?? REPEATS,
  };
}
