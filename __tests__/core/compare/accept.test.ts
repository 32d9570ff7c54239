import { expect, it } from '@jest/globals';

import { saidDigest, withAccepts } from '../../../src/core/compare/accept.js';
import type { CaseChange } from '../../../src/core/compare/change.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import type { Trial } from '../../../src/core/run/trial.js';

const none = { passed: 0, failed: 0 };
const change: CaseChange = {
  ...{ id: 'say/hi', eval: 'say', name: 'hi', kind: 'broke', gate: 'block', why: 'failed', because: [] },
  base: none,
  head: none,
};
const trial: Trial = {
  ...{ unit: 'say/hi', side: 'head', variant: 'judged', index: 0, duration: 1, stderr: EMPTY, files: [], root: '/t/1' },
  ending: { kind: 'exited', code: 0 },
  stdout: contentOf('bye from /t/1/x'),
};
const said = (over: Partial<Trial> = {}, dependents: readonly string[] = []): string =>
  saidDigest(change, { ...trial, ...over }, dependents);

it('is bound to what head did and to what stands on it, not to when and where', () => {
  expect(said({ duration: 2, index: 3, root: '/t/2', stdout: contentOf('bye from /t/2/x') })).toBe(said());
  for (const over of [
    { stdout: contentOf('bye from /t/1/y') },
    { stderr: contentOf('x') },
    { ending: { kind: 'exited', code: 1 } },
    { files: [{ kind: 'missing', path: 'x' }] },
  ] as const)
    expect(said(over)).not.toBe(said());
  expect(said({}, ['e2e/login'])).not.toBe(said());
  expect(said({}, ['b', 'a'])).toBe(said({}, ['a', 'b']));
});

it('takes a break out of the verdict where case and digest fit, and says who and why', () => {
  const accept = { case: 'say/hi', digest: said(), by: 'ada', reason: 'wanted', url: 'u' };
  expect(withAccepts(change, said(), [accept])).toMatchObject({
    kind: 'accepted',
    gate: 'none',
    accepted: { by: 'ada', reason: 'wanted', was: 'broke' },
  });
  for (const one of [
    { ...accept, digest: 'x' },
    { ...accept, case: 'say/ho' },
  ])
    expect(withAccepts(change, said(), [one])).toEqual({ ...change, said: said() });
  const flaky = { ...change, kind: 'flaky' } as const;
  expect(withAccepts(flaky, said(), [accept])).toEqual(flaky);
});
