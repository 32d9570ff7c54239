import { afterAll, expect } from '@jest/globals';

import { BROKEN, command, recorded, type Comment } from '../support/commanding.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';

afterAll(removeTemporaries);

const REFUSED = ['github-actions[bot] eyes', 'github-actions[bot] confused'];
const LATER = '2999-01-01T00:00:00Z';

threat(
  {
    id: 'R26',
    name: 'moved head',
    attack: 'something else is pushed, or judged, between a maintainer’s command and the job that hears it',
    outcome: 'nothing of it is accepted, started or reported on',
  },
  async (user) => {
    const accept = { by: 'maintainer', body: `/formative accept ${BROKEN} because it is fine` };
    const pushed: Comment = {
      ...accept,
      before: (github, pull) => {
        github.push(pull, 'f'.repeat(40));
      },
    };
    const judged: Comment = { ...accept, note: { at: Date.parse(LATER) / 1000 } };
    const started: Comment = { by: 'maintainer', body: '/formative run', ranAt: LATER };
    await together([pushed, judged, started], async (comment) => {
      const said = await command(user, comment);
      expect([said.reactions, said.reruns, said.checks]).toEqual([REFUSED, [], 0]);
      expect(said.note).not.toContain(recorded(said.comment));
    });
  },
);
