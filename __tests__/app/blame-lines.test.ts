import { describe, expect, it } from '@jest/globals';

import { aPullRequest, type FakeWorld } from '../support/fakes/world.js';
import type { Behaviour } from '../support/fakes/fake-sandbox.js';
import type { Edits, Files } from '../support/fakes/fake-repository.js';

const EVALS = { 'evals/a.yml': 'run: [a]\ncases: { one: { stdout: good } }\n' };
const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);

function code(...changed: readonly (readonly [number, string])[]): string {
  const texts = new Map(changed);
  return LINES.map((line, index) => (texts.has(index) ? `${texts.get(index) ?? ''}\n` : line)).join('');
}

/** Says good while no line says bad, and does not even start while a line needs what no line declares. */
const a: Behaviour = ({ read }) => {
  const text = `${read('code') ?? ''}${read('other') ?? ''}`;
  if (text.includes('use(help)') && !text.includes('const help')) {
    return { exit: 1, err: 'ReferenceError: help is not defined' };
  }
  return text.includes('bad') ? 'wrong' : 'good';
};

async function blamed(commits: readonly Edits[], base: Files = {}, programs = { a }) {
  const files = { ...EVALS, code: code(), other: 'x\n', ...base };
  const world = aPullRequest(files, commits, { programs });
  const { result } = await world.judge();
  return { world, culprit: result.culprits[0] };
}

function triesOf(world: FakeWorld): number {
  const start = world.progress.findIndex((it) => it.kind === 'phase' && it.text.startsWith('looking for the lines'));
  const during = world.progress.slice(start + 1);
  const end = during.findIndex((it) => it.kind === 'phase');
  return during.slice(0, end < 0 ? during.length : end).filter((it) => it.kind === 'trial').length;
}

describe('the lines to blame', () => {
  it('are the smallest part of the commit that breaks it, as they stand on head', async () => {
    const { culprit } = await blamed([
      { other: 'y\n' },
      { code: code([3, 'fine'], [12, 'bad'], [30, 'fine too']), other: 'z\n' },
      { code: `// one more line\n${code([3, 'fine'], [12, 'bad'], [30, 'fine too'])}` },
    ]);
    expect(culprit).toMatchObject({
      hunks: [{ path: 'code', startLine: 14, endLine: 14 }],
      takenBack: 'mends',
      patch: expect.stringContaining('-bad\n+line 12\n'),
    });
  });

  it('are told of a pull request of one commit too', async () => {
    const { culprit } = await blamed([{ code: code([3, 'fine'], [12, 'bad']) }]);
    expect(culprit?.hunks).toEqual([{ path: 'code', startLine: 13, endLine: 13 }]);
  });

  it('hold what they do not work without', async () => {
    const { culprit } = await blamed([{ code: code([3, 'const help'], [12, 'bad use(help)'], [30, 'fine']) }]);
    expect(culprit).toMatchObject({ hunks: [{ startLine: 4 }, { startLine: 13 }], takenBack: 'mends' });
  });

  it('are not those of half a change that fails in a way of its own', async () => {
    const { culprit } = await blamed([
      { code: code([3, 'fine'], [12, '$(help) use(help)'], [30, 'bad']), other: '1 const help' },
    ]);
    expect(culprit).toMatchObject({ hunks: [{ path: 'code', startLine: 31 }], takenBack: 'mends' });
  });

  it.each([
    ['new', { bad: 'bad\n' }, {}],
    ['deleted', { gone: null }, { gone: 'x\n' }],
  ] satisfies readonly (readonly [string, Edits, Files])[])(
    'are a file where that is what it is: %s',
    async (what, edits, base) => {
      const isDeleted = what === 'deleted';
      const program: Behaviour = ({ read }) =>
        read('bad') !== undefined || (isDeleted && read('gone') === undefined) ? 'wrong' : 'good';
      const { culprit } = await blamed([{ code: code([3, 'fine']), ...edits }], base, { a: program });
      const path = Object.keys(edits)[0];
      expect(culprit).toMatchObject({ hunks: [{ path, startLine: 1, endLine: 1, what }], takenBack: 'mends' });
    },
  );

  it('are not said to mend it where a later commit breaks it too', async () => {
    const { culprit } = await blamed([{ code: code([12, 'bad']) }, { other: 'bad\n' }]);
    expect(culprit).toMatchObject({ hunks: [{ path: 'code', startLine: 13 }], takenBack: 'not-enough' });
    expect(culprit?.patch).toBeUndefined();
  });

  it('are not named where they were changed again since', async () => {
    const { culprit } = await blamed([{ code: code([12, 'bad']) }, { code: code([12, 'still bad']) }]);
    expect(culprit).toMatchObject({ exact: true, hunks: [] });
    expect(culprit?.takenBack).toBeUndefined();
  });

  it('are found among fifty in at most fifteen runs, and two to see that it works without them', async () => {
    const long = (bad: boolean): string =>
      Array.from({ length: 300 }, (_, index) =>
        index % 6 === 0 ? `new ${bad && index === 126 ? 'bad' : index}\n` : `line ${index}\n`,
      ).join('');
    const before = Array.from({ length: 300 }, (_, index) => `line ${index}\n`).join('');
    const { culprit, world } = await blamed([{ code: long(true) }], { code: before });
    expect(culprit).toMatchObject({ hunks: [{ startLine: 127, endLine: 127 }], takenBack: 'mends' });
    expect(triesOf(world)).toBeLessThanOrEqual(17);
  });

  it('are all that is known where nothing smaller breaks it', async () => {
    const both: Behaviour = ({ read }) =>
      read('code')?.includes('bad') === true && read('other') === 'bad' ? 'wrong' : 'good';
    const { culprit } = await blamed([{ code: code([12, 'bad']), other: 'bad' }], {}, { a: both });
    expect(culprit?.hunks).toMatchObject([{ path: 'code' }, { path: 'other' }]);
  });
});
