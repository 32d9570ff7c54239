import { UNNAMED_TOOL } from './credits.js';
import { FAMILY, RANK, type Evidence, type Mark } from './evidence.js';
import type { RuleBook } from './rule-book.js';

/** Pieces of evidence that are kept of one agent. */
const MOST_EVIDENCE = 20;

export interface FoundAgent {
  readonly id: string;
  /** How people call it. */
  readonly name: string;
  /** `certain`: one decisive mark, or strong ones of two kinds; `likely`: one strong mark, about nine in ten. */
  readonly strength: 'certain' | 'likely';
  readonly evidence: readonly Evidence[];
}

/** The agents that the marks show, best known first. Marks of tier C choose between these and find none. */
export function foundAgents({ agentNames }: RuleBook, marks: readonly Mark[]): readonly FoundAgent[] {
  const names = new Map([...agentNames, [UNNAMED_TOOL, 'an agent that the rules do not name']]);
  return [...new Set(marks.map(({ tool }) => tool))]
    .flatMap((id) => {
      const own = marks.filter(({ tool }) => tool === id);
      const name = names.get(id);
      const strong = own.filter(({ tier }) => tier !== 'C');
      if (name === undefined || strong.length === 0) return [];
      const families = new Set(strong.map(({ field }) => FAMILY[field]));
      const decided = strong.some(({ tier }) => tier === 'A') || families.size > 1;
      const strength = decided ? ('certain' as const) : ('likely' as const);
      return [{ agent: { id, name, strength, evidence: evidenceOf(own) }, strong }];
    })
    .sort((one, other) => compare(one.strong, other.strong))
    .map(({ agent }) => agent);
}

/** By the best field, then the strongest mark, then how many marks there are. */
function compare(one: readonly Mark[], other: readonly Mark[]): number {
  const [left, right] = [one, other].map((marks) => [
    Math.min(...marks.map(({ field }) => RANK[field])),
    marks.some(({ tier }) => tier === 'A') ? 0 : 1,
    -marks.length,
  ]);
  return (left ?? []).map((value, at) => value - (right?.[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Each mark once, strongest first. */
function evidenceOf(marks: readonly Mark[]): readonly Evidence[] {
  const seen = new Map(
    marks.map(({ field, value, rule, tier }) => [`${field}\n${value}\n${rule}`, { field, value, rule, tier }]),
  );
  return [...seen.values()]
    .sort((one, other) => one.tier.localeCompare(other.tier) || RANK[one.field] - RANK[other.field])
    .slice(0, MOST_EVIDENCE);
}
