import type { Person } from '../agents/described-change.js';
import { automationIn, mailboxIn } from '../agents/identities.js';
import type { RuleBook } from '../agents/rule-book.js';

/** Whether one person alone has written all that was committed, as far as names and addresses tell. */
export function hasOneMaintainer(authors: readonly Person[], book: RuleBook): boolean {
  const people = authors.filter(
    ({ address }) => mailboxIn(book, address) === undefined && automationIn(book, { address }) === undefined,
  );
  const distinct = (key: keyof Pick<Person, 'name' | 'address'>): number =>
    new Set(people.map((person) => person[key].trim().toLowerCase())).size;
  return people.length > 0 && Math.min(distinct('name'), distinct('address')) === 1;
}
