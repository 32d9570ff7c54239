import { describe, expect, it } from '@jest/globals';

import { changedWorkflows } from '../../src/app/changed-workflows.js';
import type { Edits, Files } from '../support/fakes/fake-repository.js';
import { aPullRequest } from '../support/fakes/world.js';

const RUN = '.github/workflows/formative-run.yml';

async function changed(base: Files, edits: Edits): Promise<readonly string[]> {
  const { repository } = aPullRequest(base, [edits]);
  const entries = async (name: string) => repository.entries((await repository.commit(name)).tree);
  return changedWorkflows(repository, await entries('main'), await entries('topic'));
}

describe('files that decide how a pull request is judged', () => {
  const plain = { [RUN]: 'steps:\n  - uses: actions/checkout@v5\n', 'src/a.js': '1' };

  it('are all of .github, edited, added or removed, and nothing else', async () => {
    expect(await changed(plain, { 'src/a.js': '2', 'github/x.yml': '', '.githubx': '' })).toEqual([]);
    expect(await changed(plain, { [RUN]: 'on: push\n' })).toEqual([RUN]);
    expect(await changed(plain, { [RUN]: null })).toEqual([RUN]);
    expect(await changed(plain, { '.github/actions/x/action.yml': '' })).toEqual(['.github/actions/x/action.yml']);
  });

  it('are the actions in the repository that workflows use, and those that these use', async () => {
    const uses = {
      [RUN]: 'steps:\n  - uses: "./tools/setup/" # ours\n  - name: x\n    uses: ./tools/other\n',
      'tools/setup/action.yml': 'runs:\n  steps:\n    - uses: ./tools/deep\n',
      'tools/deep/action.yml': 'runs: { using: composite }\n',
      'tools/unused/action.yml': '',
    };
    for (const folder of ['tools/setup', 'tools/other', 'tools/deep']) {
      expect(await changed(uses, { [`${folder}/index.js`]: 'x' })).toEqual([`${folder}/index.js`]);
    }
    expect(await changed(uses, { 'tools/unused/action.yml': 'x' })).toEqual([]);
  });

  it('are what an action at the root starts, and not the whole repository', async () => {
    const root = { [RUN]: 'steps:\n  - uses: ./\n', 'action.yml': 'runs:\n  using: node24\n  main: dist/index.js\n' };
    expect(await changed(root, { 'action.yml': 'x', 'dist/index.js': 'x', 'src/a.js': 'x' })).toEqual([
      'action.yml',
      'dist/index.js',
    ]);
  });

  it('are read from base: an action that only the pull request uses is its own affair', async () => {
    expect(await changed(plain, { [RUN]: 'steps:\n  - uses: ./new\n', 'new/action.yml': '' })).toEqual([RUN]);
  });
});
