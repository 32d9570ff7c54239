import { afterAll, expect } from '@jest/globals';

import { BROKEN, command, recorded, type Comment } from '../support/commanding.js';
import type { StandIn } from '../support/github/github.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';

afterAll(removeTemporaries);

const ACCEPT = `/formative accept ${BROKEN} because it is fine`;
const REFUSED = ['github-actions[bot] eyes', 'github-actions[bot] confused'];
const PERMISSION = /\/collaborators\/[^/]+\/permission/;

const ASKING: readonly Comment[] = [
  { by: 'reader', body: ACCEPT, collaborators: { reader: 'read' } },
  { by: 'triager', body: '/formative run', collaborators: { triager: 'triage' } },
  { by: 'mallory', body: '/formative run' },
  { by: 'copilot-swe-agent[bot]', body: ACCEPT, collaborators: { 'copilot-swe-agent[bot]': 'write' } },
  { by: 'boss', body: ACCEPT, author: 'boss' },
  { by: 'maintainer', body: ACCEPT, policy: 'accept: admin\n' },
  ...[403, 404].map((status) => ({
    by: 'maintainer',
    body: '/formative run',
    before: (github: StandIn) => {
      github.fail({ method: 'GET', path: PERMISSION, times: 10, status });
    },
  })),
];

threat(
  {
    id: 'R25',
    name: 'authorisation',
    attack:
      'people who may only read, the author, a bot, and someone whose permission GitHub does not tell, give commands',
    outcome: 'nothing is recorded or started, and each has one sign of refusal',
  },
  async (user) => {
    await together(ASKING, async (asking) => {
      const said = await command(user, asking);
      expect([asking.by, said.reactions, said.reruns]).toEqual([asking.by, REFUSED, []]);
      expect(said.note).not.toContain(recorded(said.comment));
    });
    const allowed = await command(user, { by: 'boss', body: ACCEPT, author: 'boss', policy: 'accept: write\n' });
    expect(allowed.note).toContain(recorded(allowed.comment));
  },
);
