import type { Field } from '../agents/evidence.js';
import type { Recognition } from '../agents/recognise.js';
import { code, counted, own, say, type Inline, type Sentence } from './document.js';
import type { Result } from './result.js';

type Agent = NonNullable<Result['agent']>;

const MOST_EVIDENCE = 5;
const MOST_OTHERS = 5;

/** The agent as a result holds it: the best known one with its evidence, and the ids of the others. */
export function agentOf({ agents: [first, ...others], share }: Recognition): Result['agent'] {
  if (first === undefined) return null;
  const { id, name, strength, evidence } = first;
  const also = others.map((one) => ({ id: one.id, strength: one.strength }));
  return { id, name, strength, evidence: [...evidence], also, share };
}

/** Who made the change, how sure that is, and by which marks, in one line. */
export function agentWords({ name, strength, evidence, also, share }: Agent): Sentence {
  const marks = evidence
    .slice(0, MOST_EVIDENCE)
    .map(({ field, value }) => say`${own(FIELD_WORDS[field])} ${code(value)}`);
  const more = evidence.length - marks.length;
  const others = also.slice(0, MOST_OTHERS).map(({ id, strength: sure }) => say`${code(id)} (${STRENGTH_WORDS[sure]})`);
  return [
    ...say`${code(name)} (${STRENGTH_WORDS[strength]}): ${joined(marks)}`,
    ...(more > 0 ? say` and ${counted(more, 'more mark')}` : []),
    ...(others.length > 0 ? say`; also ${joined(others)}` : []),
    ...(share.all > 1 ? say`; marks on ${share.marked} of ${counted(share.all, 'commit')}` : []),
  ];
}

function joined(sentences: readonly Sentence[]): Sentence {
  return sentences.flatMap((one, at) => [...(at === 0 ? [] : [own(', ')]), ...one]);
}

export const STRENGTH_WORDS = { certain: own('certain'), likely: own('likely') } as const satisfies Record<
  Agent['strength'],
  Inline
>;

export const FIELD_WORDS = {
  account: 'opened by',
  event: 'timeline',
  'commit-author': 'commit author',
  committer: 'committer',
  'co-author': 'co-author',
  trailer: 'trailer',
  body: 'description',
  message: 'commit message',
  branch: 'branch',
  label: 'label',
} as const satisfies Record<Field, string>;
