import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';
import { archiveOf } from '../support/two-stages.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R12',
    name: 'identity',
    attack:
      'the record names another pull request and commit, is that of a harmless change, or was made while the pull request pointed at a branch of its author',
    outcome:
      'what is judged comes from the event and the API, what does not fit is refused, and nothing is said elsewhere',
  },
  async (user) => {
    const breaks = { base: HELLO, head: { 'say.sh': 'echo goodbye' }, fork: 'mallory' };
    const claimed = () =>
      onStages(user, breaks, async ({ stages, github, answer }) => {
        const victim = 'f'.repeat(40);
        const other = await github.pullRequest({
          base: { ref: 'main', sha: stages.base },
          head: { ref: 'victim', sha: victim },
        });
        let harmless: readonly string[] = [];
        await onStages(user, { ...breaks, head: { 'note.md': 'x' } }, async (other) => {
          harmless = await other.stages.record();
        });
        const claims = (await stages.record()).map((line) =>
          line.replace('{"kind":"record"', `{"kind":"record","pullRequest":${other},"head":"${victim}"`),
        );
        for (const [attempt, lines] of [claims, harmless].entries()) {
          stages.upload(archiveOf(lines), `formative-record-${attempt + 1}`);
          await stages.report({ fork: 'mallory', attempt: attempt + 1 });
          expect([attempt, (await answer()).conclusions]).toEqual([attempt, [['formative', 'failure']]]);
        }
        expect([await github.checks(victim), await github.comments(other)]).toEqual([[], []]);
      });
    // Made for a branch of its author, and turned to the default branch before it is judged.
    const turned = () =>
      onStages(user, { base: HELLO, head: { 'note.md': 'x' } }, async ({ stages, github, answer }) => {
        stages.upload(archiveOf(await stages.record()));
        github.retarget(stages.number, { ref: 'main', sha: stages.base });
        await stages.report();
        expect((await answer()).conclusions).toEqual([['formative', 'failure']]);
        expect((await answer()).text).toContain('the base that pull request');
      });
    // The same head in another pull request, closed before anybody looks.
    const twins = () =>
      onStages(user, { base: HELLO, head: { 'note.md': 'x' } }, async ({ stages, github, answer }) => {
        const twin = { base: { ref: 'mine', sha: stages.base }, head: { ref: 'topic', sha: stages.head } };
        const other = await github.pullRequest(twin);
        stages.upload(archiveOf(await stages.record()));
        github.shut(other);
        await stages.report();
        expect((await answer()).conclusions).toEqual([['formative', 'failure']]);
        expect((await answer()).text).toContain('another base');
      });
    await together([claimed, turned, twins], (play) => play());
  },
);
