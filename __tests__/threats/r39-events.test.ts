import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';
import { archiveOf } from '../support/two-stages.js';

afterAll(removeTemporaries);

const BREAKS = { 'say.sh': 'echo goodbye' };

threat(
  {
    id: 'R39',
    name: 'coverage of events',
    attack:
      'a break comes by a merge queue or a run by hand, or it is judged against a branch that its author wrote before it is turned to the default branch',
    outcome:
      'the check of our name is red on the commit that would be merged, and an answer for another branch has another name',
  },
  async (user) => {
    const events = (['merge_group', 'workflow_dispatch'] as const).map(
      (event) => () =>
        onStages(user, { base: HELLO, head: BREAKS }, async ({ stages, github }) => {
          stages.upload(archiveOf(await stages.record('run', event)));
          await stages.report();
          const sha = event === 'merge_group' ? stages.repository.git('rev-parse', 'HEAD@{1}') : stages.head;
          const checks = (await github.checks(sha)).map(({ name, conclusion }) => [name, conclusion]);
          expect([event, checks]).toEqual([event, [['formative', 'failure']]]);
        }),
    );
    // Documents alone: nothing has to run, and the check is there.
    const paths = { 'evals/say.yml': `paths: ["*.sh"]\n${HELLO['evals/say.yml'] ?? ''}` };
    const documents = () =>
      onStages(user, { base: { ...HELLO, ...paths }, head: { 'note.md': 'x' } }, async ({ stages, answer }) => {
        stages.upload(archiveOf(await stages.record()));
        await stages.report();
        expect((await answer()).conclusions).toEqual([['formative', 'success']]);
      });
    // Its base is a branch of its author's, where no eval minds.
    const elsewhere = () =>
      onStages(user, { base: HELLO, head: { 'note.md': 'x' } }, async ({ stages, github, answer }) => {
        github.retarget(stages.number, { ref: 'mine', sha: stages.base });
        stages.upload(archiveOf(await stages.record()));
        await stages.report();
        const { conclusions } = await answer();
        expect(conclusions).toEqual([['formative (into mine)', 'success']]);
      });
    await together([...events, documents, elsewhere], (play) => play());
  },
);
