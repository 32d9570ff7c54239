import { describe, expect, it } from '@jest/globals';

import { agentOf, agentWords } from '../../../src/core/report/agent.js';
import { flatten } from '../../../src/core/report/document.js';
import { visible } from '../../../src/core/report/verbatim.js';
import { whoseFor } from '../../../src/core/report/whose.js';
import { commitBy, person, recognised } from '../../support/described.js';

const commits = [commitBy(person('Claude <noreply@anthropic.com>')), commitBy()];
const two = recognised({ branch: 'codex/topic', commits });

const wordsOf = (recognition: typeof two): string => {
  const agent = agentOf(recognition);
  return agent === null ? 'none' : flatten(agentWords(agent), visible);
};
const whose = (recognition: typeof two): string => whoseFor(recognition, { color: false, width: 100 });

describe('the agent in a report', () => {
  it('is one line: who, how sure, by what, who else, and how much of it', () => {
    expect(wordsOf(two)).toBe(
      'Claude Code (certain): commit author Claude <noreply@anthropic.com>; also codex (likely); marks on 1 of 2 commits',
    );
  });

  it('is none where none was found', () => {
    expect(agentOf(recognised({}))).toBeNull();
  });

  it('shows what its author wrote without letting it act', () => {
    const hostile = recognised({ branch: 'codex/\u202e\u001b[31m@acme' });
    expect(wordsOf(hostile)).toContain('branch codex/\\u202e\\x1b[31m@acme');
    expect(whose(hostile)).toContain('codex/\\u202e\\x1b[31m@acme');
  });
});

describe('`formative whose` on a terminal', () => {
  it('names each agent with its evidence', () => {
    expect(whose(two)).toMatchInlineSnapshot(`
      "Claude Code: certain

      Where          What                            Rule (tier)
      commit author  Claude <noreply@anthropic.com>  claude-address (A)

      OpenAI Codex: likely

      Where   What         Rule (tier)
      branch  codex/topic  codex-branch (B)

      Commits with marks: 1 of 2.
      "
    `);
  });

  it('does not say of a change without marks that a person made it', () => {
    expect(whose(recognised({}))).toMatchInlineSnapshot(`
      "No agent is known to have made this change

      That is no proof of a person's work: many tools leave no trace.

      Commits with marks: 0 of 1.
      "
    `);
  });

  it('tells automation and accepted suggestions for what they are', () => {
    const opener = { login: 'dependabot[bot]', number: 49699333, type: 'Bot' };
    expect(whose(recognised({ opener }))).toContain('It was made by Dependabot: automation, not an agent.');
    const message = 'Subject\n\nCo-authored-by: Copilot <copilot@github.com>\n';
    expect(whose(recognised({ commits: [commitBy(undefined, { message })] }))).toContain(
      'Too weak to decide: marks of copilot-editor.',
    );
  });
});
