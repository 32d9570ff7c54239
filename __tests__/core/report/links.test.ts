import { describe, expect, it } from '@jest/globals';
import { code } from '../../../src/core/report/document.js';
import { commitLink, isInside, linesLink, shortSha } from '../../../src/core/report/links.js';
import { aResult, HEAD } from '../../support/results.js';

const result = aResult([]);
const at = (path: string, startLine = 3, endLine = 5) => linesLink(result, HEAD, { path, startLine, endLine });
const pull = (url: string) => aResult([], { pullRequest: { number: 1, repository: 'acme/dates', url } });

describe('isInside', () => {
  it.each(['a', 'src/a.ts', '.github/x.yml', 'a b/ü.txt', '...'])('takes %s', (path) => {
    expect(isInside(path)).toBe(true);
  });

  it.each(['', '/a', 'a/', 'a//b', '.', '..', '../a', 'a/../b', './a', 'a\\b', 'a\nb', 'a\u202eb', 'a\ud800'])(
    'refuses %j',
    (path) => {
      expect(isInside(path)).toBe(false);
    },
  );
});

describe('linesLink', () => {
  it('leads to the lines at that commit', () => {
    expect(at('src/a.ts')).toMatchObject({
      kind: 'link',
      text: 'src/a.ts:3-5',
      href: `https://github.com/acme/dates/blob/${HEAD}/src/a.ts#L3-L5`,
    });
  });

  it('encodes whatever could end the address or leave the folder', () => {
    expect(at('a)](b?c#d%/e f.ts', 3, 3)).toMatchObject({
      text: 'a)](b?c#d%/e f.ts:3',
      href: `https://github.com/acme/dates/blob/${HEAD}/a%29%5D%28b%3Fc%23d%25/e%20f.ts#L3-L3`,
    });
  });

  it('is only code for a path that is not one of the repository', () => {
    expect(at('../../other/repo')).toEqual(code('../../other/repo:3-5'));
  });
});

describe('commitLink', () => {
  it('shows what is not a sha as it is', () => {
    expect(shortSha('@acme')).toBe('@acme');
    expect(commitLink(result, '@acme')).toEqual(code('@acme'));
  });

  it.each([
    'javascript:alert(1)',
    'https://github.com/a/b',
    'https://u@github.com/a/b/pull/1',
    'https://x/a/b/pull/1#)',
  ])('is only code when the pull request is at %s', (url) => {
    expect(commitLink(pull(url), HEAD)).toEqual(code(HEAD.slice(0, 7)));
  });
});
