import { describe, expect, it } from '@jest/globals';
import { loadEvals } from '../../../src/core/evals/load.js';
import { blob, mistakesIn } from './files.js';

describe('names of files', () => {
  it('takes only yml and yaml outside folders with `_`', () => {
    const loading = loadEvals(
      ['evals/a.yml', 'evals/b/c.yaml', 'evals/_b/d.yml', 'evals/e/_f.yml', 'evals/g.txt'].map((path) =>
        blob(path, 'run: x'),
      ),
      'evals',
    );
    expect(loading.kind === 'loaded' ? loading.evals.map(({ id }) => id) : loading).toEqual(['a', 'b/c']);
  });

  it('refuses names that are no ids', () => {
    expect(mistakesIn({ 'Foo.yml': 'run: x\n', 'a b/c.yml': 'run: x\n' })).toEqual([
      'evals/Foo.yml:1:1: `Foo` is not an id, expected lower-case letters, digits and `-` between slashes',
      'evals/a b/c.yml:1:1: `a b/c` is not an id, expected lower-case letters, digits and `-` between slashes',
    ]);
  });

  it('refuses two files of one id', () => {
    expect(mistakesIn({ 'a.yaml': 'run: x\n', 'a.yml': 'run: x\n' })).toEqual([
      'evals/a.yml:1:1: `a` is the id of evals/a.yaml too, expected one file',
    ]);
  });

  it('refuses a case whose id is that of another eval', () => {
    expect(mistakesIn({ 'a.yml': 'run: x\ncases:\n  b: {}\n', 'a/b.yml': 'run: x\n' })).toEqual([
      'evals/a.yml:3:3: the case `a/b` has the id of another eval file, expected a different name',
    ]);
    expect(mistakesIn({ 'a.yml': 'run: x\n', 'a/run.yml': 'run: x\n' })).toHaveLength(1);
  });

  it('refuses a policy that would be without effect', () => {
    expect(mistakesIn({ '_formative.yaml': 'comment: always\n' })).toEqual([
      'evals/_formative.yaml:1:1: the policy file is written `_formative.yml`',
    ]);
  });
});

describe('needs', () => {
  it('names a circle once, from its smallest id on', () => {
    const lines = mistakesIn({
      'b.yml': 'run: x\nneeds: [c]\n',
      'c.yml': 'run: x\nneeds: [a, d]\n',
      'a.yml': 'run: x\nneeds: [b]\n',
      'd.yml': 'run: x\n',
      'e.yml': 'run: x\nneeds: [a]\n',
    });
    expect(lines).toEqual(['evals/a.yml:2:9: `needs` goes in a circle: a → b → c → a']);
  });

  it('names every circle, and an eval that needs itself', () => {
    const lines = mistakesIn({
      'a.yml': 'run: x\nneeds: [a]\n',
      'b.yml': 'run: x\nneeds: [c]\n',
      'c.yml': 'run: x\nneeds: [b]\n',
    });
    expect(lines).toEqual([
      'evals/a.yml:2:9: `needs` goes in a circle: a → a',
      'evals/b.yml:2:9: `needs` goes in a circle: b → c → b',
    ]);
  });

  it('knows evals that cannot be read', () => {
    expect(mistakesIn({ 'a.yml': 'run: x\nneeds: [b]\n', 'b.yml': 'run: [\n' })).toHaveLength(1);
  });
});
