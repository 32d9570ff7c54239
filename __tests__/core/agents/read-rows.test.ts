import { describe, expect, it } from '@jest/globals';

import { readRows } from '../../../src/core/agents/read-rows.js';
import { recognise } from '../../../src/core/agents/recognise.js';
import { UserError } from '../../../src/core/errors.js';
import { BOOK } from '../../support/described.js';

const row = (fields: object) => JSON.stringify({ source: 'acme/tools#1', kind: 'pr', ...fields });
const primary = (fields: object) =>
  readRows('rows.jsonl', row(fields)).map(({ change }) => recognise(change, BOOK).primary)[0];

describe('a row', () => {
  it.each([
    ['who opened it', { authorLogin: 'Copilot', authorId: 198982749, authorType: 'Bot' }, 'copilot'],
    ['its branch', { branch: 'codex/topic' }, 'codex'],
    ['the beginning of its branch', { branchPrefixFromDataset: 'codex/' }, 'codex'],
    ['its trailers', { trailers: ['Made-with: Cursor'] }, 'cursor'],
    ['its body', { body: 'Text\n\nMade with [Cursor](https://cursor.com)' }, 'cursor'],
    ['a mark of its body', { bodyMarker: 'https://chatgpt.com/codex/tasks/task_e_0' }, 'codex'],
    ['its labels', { labels: ['codex'] }, 'codex'],
    ['its events', { githubEvents: ['copilot_work_started'] }, 'copilot'],
    ['its author', { authorName: 'Claude', authorEmail: 'noreply@anthropic.com' }, 'claude'],
    [
      'its committer',
      { authorName: 'Ada', authorEmail: 'a@b.c', committer: 'Cursor Agent <cursoragent@cursor.com>' },
      'cursor',
    ],
    ['any of its commits', { commitIdentities: ['Ada <a@b.c>', 'Claude <noreply@anthropic.com>'] }, 'claude'],
    ['logins of its commits', { commitLogins: ['ada', 'cursoragent'] }, 'cursor'],
    ['nothing', {}, null],
  ])('tells whose it is by %s', (_, fields, agent) => {
    expect(primary(fields)).toBe(agent);
  });

  it('of a commit has no opener, only an author', () => {
    expect(primary({ source: 'acme/tools@1', kind: 'commit', authorLogin: 'cursoragent' })).toBe('cursor');
    expect(primary({ source: 'acme/tools@1', kind: 'commit', authorLogin: 'Claude' })).toBeNull();
  });

  it('does not count a co-author line that stood in the body and was no trailer of it', () => {
    expect(primary({ bodyMarker: 'Co-Authored-By: Claude <noreply@anthropic.com>' })).toBeNull();
  });
});

describe('a file of rows', () => {
  it('may have empty lines and Windows line ends', () => {
    expect(readRows('rows.jsonl', `${row({})}\r\n\r\n${row({ source: 'b' })}\n`).map(({ source }) => source)).toEqual([
      'acme/tools#1',
      'b',
    ]);
  });

  it('names every line that is wrong at once', () => {
    const text = [row({}), 'nope', row({ source: undefined }), '', row({ authorId: 'x' }), '[]'].join('\n');
    const mistakes = /^rows\.jsonl:2: .*\nrows\.jsonl:3: source: .*\nrows\.jsonl:5: authorId: .*\nrows\.jsonl:6: .*$/;
    expect(() => readRows('rows.jsonl', text)).toThrow(UserError);
    expect(() => readRows('rows.jsonl', text)).toThrow(mistakes);
  });

  it('of another kind does not fill the screen', () => {
    expect(() => readRows('rows.jsonl', 'x\n'.repeat(1000))).toThrow(/rows\.jsonl:100: [^\n]*\nand 900 more lines$/);
  });
});
