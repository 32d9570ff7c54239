import { expect, it } from '@jest/globals';

import { seedOf } from '../../../src/core/run/seed.js';

const ABOUT = { baseTree: 'b'.repeat(40), headSha: 'h'.repeat(40) };
const fresh = (runId: string, secret?: string) =>
  ({ kind: 'fresh', runId, ...(secret !== undefined && { secret }) }) as const;

it('is the same for the same run, and another where anything differs', () => {
  const seeds = [
    seedOf(fresh('1'), ABOUT),
    seedOf(fresh('2'), ABOUT),
    seedOf(fresh('1', 'secret'), ABOUT),
    seedOf(fresh('1'), { ...ABOUT, headSha: 'i'.repeat(40) }),
    seedOf(fresh('1'), { ...ABOUT, baseTree: 'c'.repeat(40) }),
  ];
  expect(new Set(seeds).size).toBe(5);
  expect(seedOf(fresh('1'), ABOUT)).toBe(seeds[0]);
});

/** Told by `printf … | openssl dgst -sha256 -hmac formative`. */
it('is the HMAC of what it says it is', () => {
  expect(seedOf(fresh('1'), { baseTree: 'aa', headSha: 'bb' })).toBe(
    '75e818461c799f6cc14d4c661bf7035c3da5902ca1865929f06f0c5b93b864b0',
  );
});

it('is what was given', () => {
  expect(seedOf({ kind: 'given', seed: 'abc' }, ABOUT)).toBe('abc');
});
