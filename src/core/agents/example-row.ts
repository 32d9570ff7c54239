import * as z from 'zod';

import type { DescribedChange, DescribedCommit, Person } from './described-change.js';

const Line = z.string().max(1_000_000);
const Text = Line.nullish().transform((text) => text ?? '');
const Texts = z
  .array(Line)
  .max(10_000)
  .nullish()
  .transform((texts) => texts ?? []);

/**
 * One pull request or commit as one JSON object: who opened it, its branch, its body, and its commits as `Name <address>`.
 * Fields that are not named here (a label, notes of whoever collected it) are left alone.
 */
const Row = z.object({
  source: Line.min(1, 'expected a text that says where the row comes from'),
  kind: z.enum(['pr', 'commit']).optional(),
  authorLogin: Text,
  authorId: z.int().positive().nullish(),
  authorType: Text,
  authorName: Text,
  authorEmail: Text,
  committer: Text,
  branch: Text,
  /** The beginning of the branch's name, where no more of it is known. */
  branchPrefixFromDataset: Text,
  trailers: Texts,
  bodyMarker: Text,
  body: Text,
  subject: Text,
  labels: Texts,
  githubEvents: Texts,
  commitIdentities: Texts,
  commitMarkers: Texts,
  commitLogins: Texts,
});
type Row = z.infer<typeof Row>;

export interface DescribedRow {
  readonly source: string;
  readonly change: DescribedChange;
}

/** The change that a row describes, or what is wrong with the row. */
export function readRow(line: string): DescribedRow | { readonly mistake: string } {
  const value = jsonOf(line);
  if (value === undefined) return { mistake: 'expected one JSON object' };
  const parsed = Row.safeParse(value);
  if (parsed.success) return { source: parsed.data.source, change: changeOf(parsed.data) };
  return {
    mistake: parsed.error.issues
      .map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '))
      .join('; '),
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function changeOf(row: Row): DescribedChange {
  const branch = row.branch === '' ? row.branchPrefixFromDataset : row.branch;
  const isCommit = row.kind === 'commit' || (row.kind === undefined && row.source.includes('@'));
  return {
    ...(isCommit ? {} : openerOf(row)),
    branch,
    body: isCommit ? '' : textOf(row),
    labels: row.labels,
    events: row.githubEvents,
    commits: [
      ...ownCommit(row, isCommit),
      ...row.commitIdentities
        .map(personOf)
        .filter(({ address }) => address !== row.authorEmail)
        .map(commitBy),
      ...row.commitLogins.map((login) => commitBy({ name: login, address: '', login })),
    ],
  };
}

/** A commit's row has no opener: its login is the account that its address belongs to. */
function openerOf({ authorLogin, authorId, authorType }: Row): Pick<DescribedChange, 'opener'> {
  if (authorLogin === '') return {};
  const number = authorId ?? undefined;
  return {
    opener: {
      login: authorLogin,
      ...(number !== undefined && { number }),
      ...(authorType !== '' && { type: authorType }),
    },
  };
}

/** The commit itself, or the last one of the pull request, as far as the row names one. */
function ownCommit(row: Row, isCommit: boolean): readonly DescribedCommit[] {
  const { authorName, authorEmail, committer } = row;
  const login = isCommit ? row.authorLogin : '';
  if (`${authorName}${authorEmail}${login}` === '') return [];
  const author = { name: authorName, address: authorEmail, ...(login !== '' && { login }) };
  const message = isCommit ? textOf(row) : row.commitMarkers.join('\n');
  return [{ ...commitBy(author), committer: personOf(committer), message: `\n${message}` }];
}

function commitBy(author: Person): DescribedCommit {
  return { author, committer: { name: '', address: '' }, message: '', merge: false };
}

/**
 * A row holds what was found in a text, not the text: put together again as it stood. A co-author line counts where the row
 * lists it among the trailers; found in the body alone it may stand in a fence, which a row does not show.
 */
function textOf({ trailers, body, bodyMarker }: Row): string {
  const marks = bodyMarker.split('\n').filter((line) => !/^co-authored-by:/i.test(line));
  return [body, ...marks, '', ...trailers].join('\n');
}

function personOf(text: string): Person {
  const start = text.lastIndexOf('<');
  if (start === -1) return { name: text, address: '' };
  return { name: text.slice(0, start).trim(), address: text.slice(start + 1).replace(/>$/, '') };
}
