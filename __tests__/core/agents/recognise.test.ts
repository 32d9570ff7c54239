import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { recognise } from '../../../src/core/agents/recognise.js';
import { ruleBookWith } from '../../../src/core/agents/rule-book.js';
import { aChange, BOOK, commitBy, found, person, recognised } from '../../support/described.js';

const CLAUDE = 'Co-Authored-By: Claude <noreply@anthropic.com>';
const says = (message: string) => ({ commits: [commitBy(undefined, { message: `Subject\n\n${message}\n` })] });
const by = (...people: readonly string[]) => ({ commits: people.map((one) => commitBy(person(one))) });

describe('the account that opened it', () => {
  it.each([
    ['by its number', { login: 'Copilot', number: 198982749, type: 'Bot' }, ['copilot certain']],
    ['whatever it is called by now', { login: 'renamed', number: 158243242, type: 'Bot' }, ['devin certain']],
    ['by a name that no person can have', { login: 'devin-ai-integration[bot]' }, ['devin certain']],
    ['by a bare name, for a bot', { login: 'Codex', type: 'Bot' }, ['codex certain']],
    ['not a person of that name', { login: 'claude', number: 81847, type: 'User' }, []],
    ['not a person of that name without a number', { login: 'Devin', type: 'User' }, []],
    ['not a bot with the same name and another number', { login: 'Copilot', number: 175728472, type: 'Bot' }, []],
  ])('is known %s', (_, opener, agents) => {
    expect(found({ opener })).toEqual(agents);
  });
});

describe('who wrote the commits', () => {
  it.each([
    ['an exact mailbox', 'Claude <noreply@anthropic.com>', ['claude certain']],
    ['capital letters', 'Claude <NoReply@Anthropic.com>', ['claude certain']],
    ['the number of an account', 'x <158243242+devin-ai-integration[bot]@users.noreply.github.com>', ['devin certain']],
    [
      'a name before a number of others',
      'claude[bot] <41898282+claude[bot]@users.noreply.github.com>',
      ['claude certain'],
    ],
    ['a number whose name changed', 'x <138933559+factory-droid-oss@users.noreply.github.com>', ['factory certain']],
    ['a mark in the name', 'Grace (aider) <grace@example.org>', ['aider certain']],
    ['staff of a vendor', 'Grace <grace@anthropic.com>', []],
    ['a person of that name', 'Claude <claude@example.org>', []],
    ['an account of a person of that name', 'Devin <12345+devin@users.noreply.github.com>', []],
    ['a workflow', 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>', []],
  ])('%s', (_, author, agents) => {
    expect(found(by(author))).toEqual(agents);
  });

  it('an agent that committed what a person wrote is likely, not certain', () => {
    expect(found({ commits: [{ ...commitBy(), committer: person('Cursor Agent <cursoragent@cursor.com>') }] })).toEqual(
      ['cursor likely'],
    );
  });

  it("aider that committed a person's edit is nobody", () => {
    expect(found({ commits: [{ ...commitBy(), committer: person('Ada (aider) <ada@example.org>') }] })).toEqual([]);
  });
});

describe('what a message says', () => {
  it.each([
    [CLAUDE, ['claude likely']],
    ['Claude-Session: https://claude.ai/code/session_01', ['claude certain']],
    ['Replit-Commit-Author: Agent', ['replit certain']],
    ['Replit-Commit-Author: Deployment', []],
    ['Made-with: Cursor', ['cursor likely']],
    ['Co-authored-by: Claude', []],
    ['Co-authored-by: Codex <codex@anthropic.com>', []],
    ['Co-authored-by: Cursor Grok <noreply@anthropic.com>', ['cursor likely']],
    ['Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>', []],
    ['Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', ['copilot likely']],
    ['Co-authored-by: Copilot <copilot@github.com>', []],
    ['Assisted-by: Grace Hopper', []],
    ['Assisted-by: Claude Monet <claude@example.org>', []],
    ['Assisted-by: Claude Monet', []],
    ['Assisted-by: Claude:claude-opus-4-6', ['claude likely']],
    ['Assisted-by: Claude Opus 4.6', ['claude likely']],
    ['Assisted-by: GLM-5.1 via Crush <crush@charm.land>', ['crush likely']],
    ['Assisted-by: newtool:model-7', ['other likely']],
    ['Assisted-by: https://example.org/1', []],
    ['AI-Agent: Antigravity 2026-01', ['antigravity likely']],
    ['🤖 Generated with [Claude Code](https://claude.ai/code)', ['claude likely']],
    ['Generated with Claude Code', ['claude likely']],
    ['Generated with Claude Code was wrong here', []],
    ['We document Copilot and Claude Code.', []],
  ])('%s', (message, agents) => {
    expect(found(says(message))).toEqual(agents);
  });

  it('in its subject says nothing', () => {
    expect(found({ commits: [commitBy(undefined, { message: CLAUDE })] })).toEqual([]);
  });
});

describe('the branch', () => {
  it.each([
    ['codex/add-sort-option', ['codex likely']],
    ['cursor/implement-feature-4606', ['cursor likely']],
    ['cursor/topic', []],
    ['devin/1740793101-upgrade', ['devin likely']],
    ['devin/upgrade', []],
    ['revert-12-devin/1740793101-upgrade', []],
    ['gpt-5-codex', []],
    ['user/codex/topic', []],
    ['claude-md/intro', []],
    ['imjournal_get_valid_cursor', []],
    ['renovate/anthropic-sdk', []],
  ])('%s', (branch, agents) => {
    expect(found({ branch })).toEqual(agents);
  });
});

describe('marks of several kinds', () => {
  it('two strong ones of different kinds are certain', () => {
    expect(found({ branch: 'codex/topic', labels: ['codex'] })).toEqual(['codex certain']);
  });

  it('two of one kind are still one witness', () => {
    expect(found(says('Co-authored-by: Codex <codex@openai.com>\nCo-authored-by: Codex <noreply@openai.com>'))).toEqual(
      ['codex likely'],
    );
  });

  it('a weak one only stands beside others of the same agent', () => {
    const { agents, assisted } = recognised({ branch: 'cursor/topic', ...says('Made-with: Cursor') });
    expect(agents[0]?.evidence.map(({ rule }) => rule)).toEqual(['cursor-made', 'cursor-prefix']);
    expect(assisted).toEqual([]);
  });

  it('name every agent, the best known first', () => {
    const change = { branch: 'codex/topic', ...by('Claude <noreply@anthropic.com>', 'Ada <ada@example.org>') };
    expect(found(change)).toEqual(['claude certain', 'codex likely']);
    expect(recognised(change).share).toEqual({ marked: 1, all: 2 });
  });

  it('put the account that opened it before whoever wrote a commit', () => {
    const opener = { login: 'devin-ai-integration[bot]', number: 158243242, type: 'Bot' };
    expect(recognised({ opener, ...by('Claude <noreply@anthropic.com>') }).primary).toBe('devin');
  });

  it('of accepted suggestions are told apart', () => {
    const { agents, assisted } = recognised(
      says('Co-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>'),
    );
    expect(agents).toEqual([]);
    expect(assisted.map(({ tool, tier }) => [tool, tier])).toEqual([['coderabbit', 'C']]);
  });
});

describe('a machine that is no agent', () => {
  const opener = { login: 'dependabot[bot]', number: 49699333, type: 'Bot' };
  const body = `Release notes\n\n${CLAUDE}\n\nLink to Devin run: https://app.devin.ai/sessions/1`;

  it('is not made one by the release notes of others', () => {
    expect(recognised({ opener, body, branch: 'codex/x', labels: ['codex'] })).toMatchObject({
      agents: [],
      automation: 'Dependabot',
    });
  });

  it('does not hide the commits of an agent that went on with its pull request', () => {
    expect(found({ opener, body, ...by('Cursor Agent <cursoragent@cursor.com>') })).toEqual(['cursor certain']);
  });

  it('that stands for any workflow decides nothing', () => {
    const workflow = { login: 'github-actions[bot]', number: 41898282, type: 'Bot' };
    expect(found({ opener: workflow, branch: 'claude/issue-1-20250101-0101' })).toEqual(['claude likely']);
    expect(recognised({ opener: workflow })).toMatchObject({ agents: [], automation: 'GitHub Actions' });
  });

  it('and merges are left out of the share', () => {
    const commits = [
      commitBy(person('dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>')),
      commitBy(undefined, { merge: true }),
      commitBy(),
    ];
    expect(recognised({ commits }).share).toEqual({ marked: 0, all: 1 });
  });
});

describe("a repository's own agent", () => {
  const book = ruleBookWith([{ name: 'our-bot', login: 'acme-bot[bot]' }]);

  it('is known by its login, wherever it stands', () => {
    const byAccount = recognise(aChange({ opener: { login: 'Acme-Bot[bot]', type: 'Bot' } }), book);
    const byCommit = recognise(aChange(by('x <12+acme-bot[bot]@users.noreply.github.com>')), book);
    expect([byAccount.primary, byCommit.primary]).toEqual(['our-bot', 'our-bot']);
    expect(recognised({ opener: { login: 'acme-bot[bot]', type: 'Bot' } }).primary).toBeNull();
  });
});

it('takes any text for what it is, and ends', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Co-authored-by: ',
      '<',
      '>',
      '+',
      '@users.noreply.github.com',
      '[bot]',
      ':',
      '\n',
      '\0',
      ' via ',
      'Assisted-by: ',
    ),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, text, (body, name, address) => {
      const { agents } = recognise(
        aChange({
          body,
          branch: name,
          opener: { login: name },
          commits: [commitBy({ name, address }, { message: body })],
        }),
        BOOK,
      );
      expect(
        agents.every(({ evidence }) => evidence.length > 0 && evidence.every(({ value }) => value.length <= 200)),
      ).toBe(true);
    }),
  );
});

it('never finds an agent without evidence that decides', () => {
  const { agents } = recognised({ branch: 'codex/x', labels: ['codex'], body: CLAUDE });
  for (const { evidence } of agents) expect(evidence.some(({ tier }) => tier !== 'C')).toBe(true);
});
