import { describe, expect, it } from '@jest/globals';
import { loadEvals } from '../../../src/core/evals/load.js';
import { blob, linesOf, mistakesIn } from './files.js';

describe('a fixture', () => {
  const text = 'run: x\ncases:\n  one: { stdin-file: in.txt }\n';
  const wrong = (content: string | Uint8Array, mode?: string) =>
    linesOf(loadEvals([blob('evals/a.yml', text), blob('evals/in.txt', content, mode)], 'evals'));

  it('is looked for beside the eval first, then in the evals folder', () => {
    const stdinOf = (files: readonly string[]): unknown => {
      const blobs = files.map((path) => blob(path, path));
      const loading = loadEvals([blob('evals/b/a.yml', text), ...blobs], 'evals');
      return loading.kind === 'loaded' && loading.evals[0]?.kind === 'command'
        ? loading.evals[0].cases[0]?.stdin
        : undefined;
    };
    expect(stdinOf(['evals/b/in.txt', 'evals/in.txt'])).toBe('evals/b/in.txt');
    expect(stdinOf(['evals/in.txt'])).toBe('evals/in.txt');
    expect(stdinOf(['in.txt'])).toBeUndefined();
  });

  it('must be a regular text file under the cap', () => {
    expect(wrong('/etc/passwd', '120000')).toEqual([
      'evals/a.yml:3:22: `evals/in.txt` is a link or a submodule, expected a regular file',
      'evals/in.txt:1:1: the file is a symbolic link, expected a regular file',
    ]);
    expect(wrong(Uint8Array.from([0xff]))).toEqual([
      'evals/a.yml:3:22: `evals/in.txt` is not text: it is not valid UTF-8',
    ]);
    const large = { ...blob('evals/in.txt', ''), size: 20_000_000 };
    expect(linesOf(loadEvals([blob('evals/a.yml', text), large], 'evals'))).toEqual([
      'evals/a.yml:3:22: `evals/in.txt` has 20000000 bytes, expected at most 10485760',
    ]);
  });

  it('is missed everywhere it can be named', () => {
    const flow =
      '{ stdin-file: a.in, stdout: { snapshot: b.txt }, stderr: { snapshot: c.txt }, files: { d: { from: d.txt } }, output-files: { e: { snapshot: e.txt } } }';
    const lines = mistakesIn({ 'a.yml': `run: x\ncases:\n  one: ${flow}\n` });
    expect(lines.map((line) => /`(.*)` is not there, expected a file in evals$/.exec(line)?.[1])).toEqual([
      'a.in',
      'b.txt',
      'c.txt',
      'd.txt',
      'e.txt',
    ]);
  });

  it('never lies outside', () => {
    const lines = mistakesIn({
      'a.yml': 'run: x\ncases: { one: { stdin-file: ../b, stdout: { snapshot: /etc/passwd } } }\n',
    });
    expect(lines).toEqual([
      'evals/a.yml:2:29: `stdin-file`: expected a path inside the repository, without `..`, got "../b"',
      'evals/a.yml:2:55: `snapshot`: expected a path inside the repository, without `..`, got "/etc/passwd"',
    ]);
  });
});
