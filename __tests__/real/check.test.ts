import { describe, expect, it } from '@jest/globals';
import { differences, type Answer, type Expected } from '../../scripts/real/check.mjs';

const BASE = 'a'.repeat(40);
const GOOD = 'b'.repeat(40);
const BAD = 'c'.repeat(40);
const HEAD = 'd'.repeat(40);

const regression: Expected = {
  base: BASE,
  head: HEAD,
  firstBroken: BAD,
  lastWorking: GOOD,
  cases: 3,
  changes: { broke: ['load/blank'], changed: ['dump/quotes'] },
};
const harmless: Expected = { base: BASE, head: HEAD, cases: 1, changes: {} };

const found = {
  schema: 'formative.result/1',
  verdict: 'broke',
  base: { sha: BASE },
  head: { sha: HEAD },
  cases: [
    { id: 'load/blank', change: 'broke', why: 'worked on base' },
    { id: 'dump/quotes', change: 'changed', why: 'stdout differs' },
    { id: 'load/plain', change: 'passes', why: 'works on head' },
  ],
  culprits: [{ cases: ['load/blank'], firstBroken: BAD, lastWorking: GOOD, hunks: [], exact: true }],
};
const calm = {
  ...found,
  verdict: 'nothing-broke',
  cases: [{ id: 'load/plain', change: 'still-passes', why: '' }],
  culprits: [],
};

const broken = (changed: Readonly<Record<string, unknown>>): Answer => ({ exit: 1, result: { ...found, ...changed } });

describe('differences', () => {
  it('has nothing to say when the regression was found', () => {
    expect(differences(regression, broken({}))).toEqual([]);
  });

  it('has nothing to say when a harmless upgrade was found harmless', () => {
    expect(differences(harmless, { exit: 0, result: calm })).toEqual([]);
  });

  it.each([
    [{ verdict: 'could-not-tell' }, 'verdict: expected broke, got could-not-tell'],
    [{ schema: 'formative.result/2' }, 'schema: expected formative.result/1, got formative.result/2'],
    [{ base: { sha: HEAD } }, `base: expected ${BASE}, got ${HEAD}`],
    [{ head: { sha: BASE } }, `head: expected ${HEAD}, got ${BASE}`],
    [{ culprits: [] }, `load/blank: expected the first broken commit ${BAD}, got none`],
  ])('names what differs in %j', (changed, sentence) => {
    expect(differences(regression, broken(changed))).toEqual([sentence]);
  });

  it('names the wrong exit code', () => {
    expect(differences(regression, { exit: 2, result: found })).toEqual(['exit code: expected 1, got 2']);
  });

  it('names a culprit that is another commit, or only a guess', () => {
    const culprits = [{ cases: ['load/blank'], firstBroken: GOOD, lastWorking: BASE, exact: false }];
    expect(differences(regression, broken({ culprits }))).toEqual([
      `load/blank: first broken commit: expected ${BAD}, got ${GOOD}`,
      `load/blank: last working commit: expected ${GOOD}, got ${BASE}`,
      'load/blank: culprit is exact: expected true, got false',
    ]);
  });

  it('wants every case that the story does not name to pass', () => {
    const cases = [...found.cases.slice(0, 2), { id: 'load/plain', change: 'still-fails', why: 'failed before' }];
    expect(differences(regression, broken({ cases }))).toEqual([
      'load/plain: expected passes or still-passes, got still-fails (failed before)',
    ]);
  });

  it('wants every case that the story names', () => {
    const cases = found.cases.slice(1);
    expect(differences(regression, broken({ cases }))).toEqual([
      'number of cases: expected 3, got 2',
      'load/blank: expected broke, got nothing',
    ]);
  });

  it('says so when there is no result at all', () => {
    expect(differences(harmless, { exit: null, result: {} })).toEqual([
      'exit code: expected 0, got null',
      'schema: expected formative.result/1, got undefined',
      'verdict: expected nothing-broke, got undefined',
      `base: expected ${BASE}, got undefined`,
      `head: expected ${HEAD}, got undefined`,
      'number of cases: expected 1, got undefined',
    ]);
  });
});
