import { afterAll, expect } from '@jest/globals';

import { WORKFLOW_ID } from '../support/github/payloads.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { archiveOf } from '../support/two-stages.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R27',
    name: 'stale result',
    attack: 'a harmless commit is judged, and while that goes on another is pushed, or the run is started once more',
    outcome:
      'nothing is said of the new commit or over the newer run, and our comment still names the commit it judges',
  },
  async (user) => {
    const attack = { base: HELLO, head: { 'note.md': 'x' }, fork: 'mallory' };
    await onStages(user, attack, async ({ stages, github, answer }) => {
      stages.upload(archiveOf(await stages.record()));
      await stages.report({ fork: 'mallory' });
      const first = await answer();
      expect(first.conclusions).toEqual([['formative', 'success']]);
      const [told] = first.comments;
      expect(told?.body.startsWith(`<!-- formative:1 head=${stages.head} `)).toBe(true);
      github.ran({
        workflow_id: WORKFLOW_ID,
        run_number: 2,
        run_attempt: 1,
        event: 'pull_request',
        status: 'in_progress',
        head_sha: stages.head,
      });
      stages.upload(archiveOf(['{}']), 'formative-record-2');
      await stages.report({ fork: 'mallory', attempt: 2 });
      expect(await answer()).toEqual(first);
      const pushed = 'e'.repeat(40);
      github.push(stages.number, pushed);
      await stages.report({ fork: 'mallory' });
      expect(await github.checks(pushed)).toEqual([]);
      const last = await answer();
      expect(last.comments.map(({ body }) => body)).toEqual([told?.body]);
      expect(last.conclusions.map(([, conclusion]) => conclusion)).not.toContain('neutral');
    });
  },
);
