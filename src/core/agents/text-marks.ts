import { creditIn } from './credits.js';
import { markOf, type Field, type Mark } from './evidence.js';
import { mailboxIn } from './identities.js';
import { ownWords } from './own-words.js';
import type { RuleBook } from './rule-book.js';

/** Lines longer than this hold no mark: a trailer or a footer is one short line. */
const LONGEST_LINE = 2000;

/** Marks that stand in a description (`body`) or in a commit's message after its subject. */
export function marksInText(book: RuleBook, text: string, field: 'body' | 'message'): readonly Mark[] {
  const { lines, comments } = ownWords(text, book.file.reviewBlocks);
  const short = lines.filter((line) => line.length <= LONGEST_LINE);
  return [
    ...book.comments
      .filter((rule) => comments.includes(rule.text))
      .map((rule) => markOf(rule.tool, { field, value: `<!-- ${rule.text} -->`, rule: rule.id, tier: rule.tier })),
    ...short.flatMap((line) => [...linesMarks(book, line, field), ...trailerMarks(book, line)]),
  ];
}

function linesMarks(book: RuleBook, line: string, field: Field): readonly Mark[] {
  return book.lines
    .filter(({ fits }) => fits(line))
    .map(({ tool, id, tier }) => markOf(tool, { field, value: line.trim(), rule: id, tier }));
}

/**
 * A trailer wherever it stands at the start of a line: squash merges put whole messages one after another, so the last
 * paragraph is not the only place.
 */
function trailerMarks(book: RuleBook, line: string): readonly Mark[] {
  const colon = line.indexOf(':');
  const key = line.slice(0, Math.max(colon, 0)).toLowerCase();
  const value = line.slice(colon + 1).trim();
  if (key === '' || value === '') return [];
  if (key === 'co-authored-by') return coAuthor(book, value);
  if (book.file.credits.keys.some((own) => own.toLowerCase() === key)) return credit(book, line, value);
  return book.trailers
    .filter((rule) => rule.key.toLowerCase() === key && rule.fits(value))
    .map(({ tool, id, tier }) => markOf(tool, { field: 'trailer', value: line.trim(), rule: id, tier }));
}

function coAuthor(book: RuleBook, value: string): readonly Mark[] {
  const { name, address } = personIn(value);
  const known = address === undefined ? undefined : mailboxIn(book, address);
  const tier = known?.tiers['co-author'];
  const named = book.names.find((it) => startsWithName(name, it.name));
  if (known === undefined || tier === undefined) {
    // A tool's name with an address that nobody documents: models invent such lines.
    return named === undefined || named.name !== name.toLowerCase()
      ? []
      : [markOf(named.tool, { field: 'co-author', value, rule: 'name-alone', tier: 'C' })];
  }
  const tool = known.template && named !== undefined ? named.tool : known.tool;
  return [markOf(tool, { field: 'co-author', value, rule: known.rule, tier })];
}

function credit(book: RuleBook, line: string, value: string): readonly Mark[] {
  const tool = creditIn(book, personIn(value));
  return tool === undefined ? [] : [markOf(tool, { field: 'trailer', value: line.trim(), rule: 'credit', tier: 'B' })];
}

function personIn(value: string): { readonly name: string; readonly address?: string } {
  const start = value.lastIndexOf('<');
  if (start === -1 || !value.endsWith('>')) return { name: value };
  return { name: value.slice(0, start).trim(), address: value.slice(start + 1, -1) };
}

function startsWithName(text: string, name: string): boolean {
  return text.toLowerCase().startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}
