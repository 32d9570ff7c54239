import type { Judges } from '../../../src/app/world.js';
import type { JudgeReply } from '../../../src/core/grade/judge-answer.js';
import type { JudgeQuestion } from '../../../src/core/grade/judge-question.js';
import { outputsIn } from '../model/noisy-judge.js';

export interface FakeJudge {
  readonly judges: Judges;
  readonly asked: JudgeQuestion[];
}

/** A judge that finds an output as good as a function says, or replies as it is told. */
export function aJudge(quality: (output: string, turn: number) => number | JudgeReply): FakeJudge {
  const asked: JudgeQuestion[] = [];
  const reply = ({ user }: JudgeQuestion): JudgeReply => {
    const [first = '', second] = outputsIn(user).map((output) => quality(output, asked.length));
    if (typeof first === 'object') return first;
    const better = second === undefined || first === second ? 'neither' : first > second ? 'first' : 'second';
    const answer = second === undefined ? { score: first } : { better };
    return { kind: 'answered', text: JSON.stringify({ ...answer, because: 'so it seems' }) };
  };
  const ask = (question: JudgeQuestion): Promise<JudgeReply> => {
    asked.push(question);
    return Promise.resolve(reply(question));
  };
  return { judges: { kind: 'model', model: { ask } }, asked };
}
