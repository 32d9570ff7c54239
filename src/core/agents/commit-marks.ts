import type { DescribedCommit, Person } from './described-change.js';
import { markOf, type Mark } from './evidence.js';
import { accountIn, mailboxIn } from './identities.js';
import type { KnownIdentity } from './known-identities.js';
import type { RuleBook } from './rule-book.js';
import { marksInText } from './text-marks.js';

/** Longest name that is looked at. */
const LONGEST_NAME = 300;

/** Marks on one commit: who it says wrote it, who committed it, and what its message says after the subject. */
export function marksOnCommit(book: RuleBook, { author, committer, message }: DescribedCommit): readonly Mark[] {
  const start = message.indexOf('\n');
  const text = start === -1 ? '' : message.slice(start + 1);
  return [
    ...authorMarks(book, author),
    ...committerMarks(book, committer, author),
    ...(text.trim() === '' ? [] : marksInText(book, text, 'message')),
  ];
}

function authorMarks(book: RuleBook, author: Person): readonly Mark[] {
  const known = identityOf(book, author);
  const tier = known?.tiers.author;
  const field = 'commit-author';
  const value = wordsOf(author);
  const name = author.name.slice(0, LONGEST_NAME);
  return [
    ...(known === undefined || tier === undefined
      ? []
      : [markOf(known.tool, { field, value, rule: known.rule, tier })]),
    ...book.authorNames
      .filter(({ fits }) => fits(name))
      .map((rule) => markOf(rule.tool, { field, value, rule: rule.id, tier: rule.tier })),
  ];
}

/** An agent may have committed what someone else wrote: strong, never decisive, and silent where the author says it already. */
function committerMarks(book: RuleBook, committer: Person, author: Person): readonly Mark[] {
  const known = identityOf(book, committer);
  const tier = known?.tiers.author;
  if (known === undefined || tier === undefined || identityOf(book, author)?.tool === known.tool) return [];
  const own = tier === 'A' ? 'B' : tier;
  return [markOf(known.tool, { field: 'committer', value: wordsOf(committer), rule: known.rule, tier: own })];
}

function identityOf(book: RuleBook, { address, login }: Person): KnownIdentity | undefined {
  return mailboxIn(book, address) ?? (login === undefined ? undefined : accountIn(book, { login }));
}

function wordsOf({ name, address, login }: Person): string {
  if (address === '') return login ?? name;
  return `${name} <${address}>`.trim();
}
