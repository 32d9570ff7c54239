import { execFileSync } from 'node:child_process';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { RUNNERS } from '../support/runners.js';
import { removeTemporaries } from '../support/temporary-repository.js';

// Real runners, on machines that may be busy.
jest.setTimeout(300_000);
beforeAll(() => {
  execFileSync(process.execPath, ['scripts/need.mjs', 'pytest'], { stdio: ['ignore', 'ignore', 'inherit'] });
});
afterAll(removeTemporaries);

describe.each(RUNNERS)('$name', (runner) => {
  const file = runner.path('a');
  const [one, two] = [runner.id('a', 'one'), runner.id('a', 'two')];
  const base = {
    ...runner.lib('nothing'),
    'one.txt': 'ok',
    'two.txt': 'ok',
    [file]: runner.tests(['one', 'two']),
    'evals/t.yml': runner.eval,
  };
  const play = (head: Readonly<Record<string, string>>) => judged(pullRequest(base, head).root);

  it('keeps what passes, and shows a new test', async () => {
    const { code, changes } = await play({ [runner.path('b')]: runner.tests(['three']), 'three.txt': 'ok' });
    expect([code, changes]).toEqual([
      0,
      { [one]: 'still-passes', [two]: 'still-passes', 't/(exit)': 'still-passes', [runner.id('b', 'three')]: 'added' },
    ]);
  });

  it('runs only the test in doubt again, when one breaks', async () => {
    const run = await play({ 'one.txt': 'bad' });
    expect([run.code, run.changes]).toEqual([1, { [one]: 'broke', [two]: 'still-passes', 't/(exit)': 'still-passes' }]);
    expect(run.case(one).trials).toEqual({ base: { passed: 3, failed: 0 }, head: { passed: 0, failed: 3 } });
    expect(run.case(two).trials).toEqual({ base: { passed: 1, failed: 0 }, head: { passed: 1, failed: 0 } });
    expect(JSON.stringify(run.case(one).because)).toContain('bad');
  });

  it('calls a test removed that head makes it skip', async () => {
    const run = await play({ 'skip.txt': 'one' });
    expect([run.code, run.changes]).toMatchObject([1, { [one]: 'removed', [two]: 'still-passes' }]);
  });

  it('asks a maintainer about tests that the pull request bends to its change', async () => {
    const head = { [file]: runner.tests(['one', 'two'], 'new'), 'one.txt': 'new', 'two.txt': 'new' };
    const { code, changes, result } = await play(head);
    expect([code, result.verdict, result.next]).toEqual([2, 'could-not-tell', 'maintainer']);
    expect(changes).toEqual({ [one]: 'rewritten', [two]: 'rewritten', 't/(exit)': 'still-passes' });
  });

  it('says why tests are gone that no longer load', async () => {
    const run = await play(runner.lib('crash'));
    expect([run.code, run.changes]).toMatchObject([1, { [one]: 'removed', [two]: 'removed' }]);
    if (runner.name !== 'node-test') expect(JSON.stringify(run.case(one).because)).toContain('lib is broken');
  });

  it('is never told by an exit of 0 alone that all is well', async () => {
    const { code, changes } = await play(runner.lib('exit'));
    expect([code, changes[one]]).toEqual(runner.name === 'node-test' ? [1, 'removed'] : [2, 'unmeasured']);
  });
});
