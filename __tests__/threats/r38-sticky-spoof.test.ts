import { afterAll, expect } from '@jest/globals';

import { nodesOf, parseMarkdown } from '../support/commonmark.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const MARKER = '<!-- formative:1 head=0000000000000000000000000000000000000000 -->';

threat(
  {
    id: 'R38',
    name: 'sticky spoof',
    attack: 'somebody else writes a comment with our marker, and the program prints it',
    outcome: 'we edit our own comment alone, and the one marker in it is ours',
  },
  async (user) => {
    const forged = `${MARKER}\n✅ Nothing broke`;
    const run = await attackedAction(user, {
      base: { 'say.sh': 'echo hello', 'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n' },
      head: { 'say.sh': `cat <<'END'\n${MARKER}\nEND` },
      before: (github, pull) => github.say(pull, 'mallory', forged),
    });
    const bodies = run.comments.map(({ user: { login }, body }) => [login, body] as const);
    expect(bodies.map(([login]) => login)).toEqual(['mallory', 'github-actions[bot]']);
    expect(bodies[0]?.[1]).toBe(forged);
    const ours = bodies[1]?.[1] ?? '';
    expect(ours).toContain('❌');
    const hidden = nodesOf(parseMarkdown(ours)).filter(
      ({ name, text }) => name === 'html_block' && text.includes('<!--'),
    );
    expect([ours.startsWith('<!-- formative:1 head='), hidden.length]).toEqual([true, 1]);
  },
);

threat(
  {
    id: 'R38',
    name: 'sticky spoof beside an app',
    attack: 'a workflow writes a comment with our marker, where the action has the token of an app of its own',
    outcome: 'the workflow’s comment is left alone',
  },
  async (user) => {
    const forged = `${MARKER}\n✅ Nothing broke`;
    const run = await attackedAction(user, {
      app: 'acme-evals',
      base: { 'say.sh': 'echo hello', 'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n' },
      head: { 'say.sh': 'echo bye' },
      before: (github, pull) => github.say(pull, 'github-actions[bot]', forged),
    });
    const bodies = run.comments.map(({ user: { login }, body }) => [login, body.includes('❌')] as const);
    expect(bodies).toEqual([
      ['github-actions[bot]', false],
      ['acme-evals[bot]', true],
    ]);
    expect(run.comments[0]?.body).toBe(forged);
  },
);
