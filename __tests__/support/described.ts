import type { DescribedChange, DescribedCommit, Person } from '../../src/core/agents/described-change.js';
import { recognise, type Recognition } from '../../src/core/agents/recognise.js';
import { ruleBookWith } from '../../src/core/agents/rule-book.js';

export const BOOK = ruleBookWith([]);

const ADA: Person = { name: 'Ada', address: 'ada@example.org' };

/** A commit by Ada, where nothing else is said. */
export function commitBy(author: Person = ADA, rest: Partial<DescribedCommit> = {}): DescribedCommit {
  return { author, committer: author, message: 'Read dates\n', merge: false, ...rest };
}

export function person(text: string): Person {
  const [name = '', address = ''] = text.split(/ <|>/);
  return { name, address };
}

/** A pull request with one commit by Ada, where nothing else is said. */
export function aChange(rest: Partial<DescribedChange> = {}): DescribedChange {
  return { body: '', labels: [], events: [], commits: [commitBy()], ...rest };
}

export function recognised(rest: Partial<DescribedChange>): Recognition {
  return recognise(aChange(rest), BOOK);
}

/** The agents with how sure it is: `claude certain`. */
export function found(rest: Partial<DescribedChange>): readonly string[] {
  return recognised(rest).agents.map(({ id, strength }) => `${id} ${strength}`);
}
