import { afterAll, expect } from '@jest/globals';

import { WORKFLOW_PATH } from '../support/github/payloads.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';
import { archiveOf } from '../support/two-stages.js';

afterAll(removeTemporaries);

const USES = 'jobs: { run: { steps: [{ uses: ./tools/judge }] } }\nx:\n  - uses: ./tools/judge\n';
const BASE = {
  ...HELLO,
  [WORKFLOW_PATH]: `name: Formative run\n${USES}`,
  'tools/judge/action.yml': 'runs: { using: node24, main: run.js }\n',
};
const STORIES: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'the job is exit 0, with rights to write': {
    [WORKFLOW_PATH]: 'name: Formative run\npermissions: write-all\njobs: { run: { steps: [{ run: exit 0 }] } }\n',
  },
  'the action that judges': { 'tools/judge/run.js': 'process.exit(0);\n' },
  'a second workflow of the same name': { '.github/workflows/other.yml': 'name: Formative run\n' },
};

threat(
  {
    id: 'R4',
    name: 'workflow tampering',
    attack:
      'the pull request rewrites the workflow that judges it, adds another of its name, or edits the action that it uses, and hands on a record in which all is well',
    outcome: 'the record is not looked at, and the check asks for a person',
  },
  async (user) => {
    await together(Object.entries(STORIES), ([what, head]) =>
      onStages(user, { base: BASE, head }, async ({ stages, answer }) => {
        stages.upload(archiveOf(await stages.record()));
        await stages.report();
        const { conclusions, text } = await answer();
        expect([what, conclusions]).toEqual([what, [['formative', 'action_required']]]);
        expect(text).toContain(Object.keys(head)[0]);
      }),
    );
    // The file is another branch's, and only its name is ours.
    await onStages(user, { base: BASE, head: { 'note.md': 'x' } }, async ({ stages, answer }) => {
      stages.upload(archiveOf(await stages.record()));
      await stages.report({ workflow: '.github/workflows/elsewhere.yml' });
      expect((await answer()).conclusions).toEqual([['formative', 'failure']]);
    });
  },
);
