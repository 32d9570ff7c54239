import { describe, expect, it } from '@jest/globals';

import { changedPaths, chosenFromBase, overlay, type TreeEntry } from '../../../src/core/plan/compose-tree.js';

function tree(...paths: readonly string[]): readonly TreeEntry[] {
  return paths.map((it) => {
    const [path = '', oid = 'same'] = it.split('@');
    return { path, oid, mode: '100644' };
  });
}

const names = (entries: readonly TreeEntry[]): readonly string[] =>
  entries.map(({ path, oid }) => `${path}@${oid}`).sort();

describe('overlay', () => {
  const chosen = chosenFromBase('evals', ['**/*.test.js', 'jest.config.*']);

  it("takes evals and protected files in base's version, and leaves out what head added to them", () => {
    const base = tree('evals/a.yml@base', 'src/x.js@base', 'x.test.js@base', 'gone.test.js@base');
    const head = tree(
      'evals/a.yml@head',
      'evals/new.yml@head',
      'src/x.js@head',
      'x.test.js@head',
      'new.test.js@head',
      'jest.config.js@head',
    );
    expect(names(overlay(head, base, chosen))).toEqual([
      'evals/a.yml@base',
      'gone.test.js@base',
      'src/x.js@head',
      'x.test.js@base',
    ]);
  });

  it('gives way where a folder of one stands for a file of the other', () => {
    expect(names(overlay(tree('evals@head', 'src/x.js@head'), tree('evals/a.yml@base'), chosen))).toEqual([
      'evals/a.yml@base',
      'src/x.js@head',
    ]);
    expect(names(overlay(tree('x.test.js/y.js@head'), tree('x.test.js@base'), chosen))).toEqual(['x.test.js@base']);
  });

  it('does not take a neighbour of the evals folder for a part of it', () => {
    expect(names(overlay(tree('evals-old/a.yml@head'), tree('evals-old/a.yml@base'), chosen))).toEqual([
      'evals-old/a.yml@head',
    ]);
  });
});

it('names what was changed, added and removed', () => {
  const base = tree('same', 'edited@1', 'gone');
  const head = tree('same', 'edited@2', 'new');
  expect(changedPaths(base, head)).toEqual(['edited', 'gone', 'new']);
});

it('names a change of mode alone', () => {
  const script: TreeEntry = { path: 'run.sh', oid: 'same', mode: '100644' };
  expect(changedPaths([script], [{ ...script, mode: '100755' }])).toEqual(['run.sh']);
});
