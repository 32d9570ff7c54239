import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

/** A shell script is the runner: what it writes into `out/r.tap` is the report. */
const EVAL = 'run: sh run.sh\nresults: { format: tap, files: ["out/*.tap"] }\n';
const runs = (...lines: readonly string[]): string => `mkdir -p out\n${lines.join('\n')}\n`;
const GREEN = runs('printf "1..2\\nok 1 - one\\nok 2 - two\\n" > out/r.tap');

async function play(head: Readonly<Record<string, string>>, evalFile = EVAL, base = GREEN) {
  return judged(pullRequest({ 'run.sh': base, 'evals/t.yml': evalFile }, head).root);
}

describe('a suite whose report cannot be believed', () => {
  it('broke when it crashes without one on head alone; its tests stand on that', async () => {
    const run = await play({ 'run.sh': 'echo "no such module" >&2; exit 3' });
    expect([run.code, run.changes]).toEqual([1, { 't/(exit)': 'broke', 't/one': 'blocked', 't/two': 'blocked' }]);
    expect(run.case('t/(exit)').trials).toEqual({ base: { passed: 3, failed: 0 }, head: { passed: 0, failed: 3 } });
  });

  it('could not be measured when it exits 0 without one', async () => {
    const { code, changes } = await play({ 'run.sh': 'true' });
    expect([code, changes]).toEqual([2, { 't/(exit)': 'unmeasured', 't/one': 'unmeasured', 't/two': 'unmeasured' }]);
  });

  it('broke when it runs out of time on head alone', async () => {
    const { code, changes } = await play({ 'run.sh': 'sleep 100' }, `${EVAL}timeout: 2s\n`);
    expect([code, changes]).toEqual([1, { 't/(exit)': 'broke', 't/one': 'blocked', 't/two': 'blocked' }]);
  });

  it('is not helped by a report that head has committed', async () => {
    const forged = '1..2\nok 1 - one\nok 2 - two\n';
    for (const script of ['true', runs('printf "1..2\\nok 1 - one\\nnot ok 2 - two\\n" > out/r.tap')]) {
      const run = await play({ 'run.sh': script, 'out/r.tap': forged });
      expect([run.code, run.changes['t/one'], run.changes['t/two']]).toEqual([2, 'unmeasured', 'unmeasured']);
      expect(run.case('t/one').why).toContain('stood there before the trial');
    }
  });

  it('is not helped by a link to one', async () => {
    const run = await play({
      'run.sh': runs('ln -s ../good.tap out/r.tap'),
      'good.tap': '1..2\nok 1 - one\nok 2 - two\n',
    });
    expect([run.code, run.changes['t/one']]).toEqual([2, 'unmeasured']);
  });

  it('is not helped by a plan that counts fewer tests', async () => {
    const run = await play({ 'run.sh': runs('printf "1..1\\nok 1 - one\\n" > out/r.tap') });
    expect([run.code, run.changes]).toMatchObject([1, { 't/one': 'still-passes', 't/two': 'removed' }]);
  });
});

describe('names and chance', () => {
  it('a test that fails now and then is flaky', async () => {
    const count = join(temporaryFolder(), 'count');
    const flaky = `echo x >> ${count}; if [ "$(wc -l < ${count})" = 1 ]; then R="not ok"; else R=ok; fi`;
    const { code, changes } = await play({
      'run.sh': runs(flaky, 'printf "1..2\\n$R 1 - one\\nok 2 - two\\n" > out/r.tap'),
    });
    expect([code, changes]).toMatchObject([0, { 't/one': 'flaky', 't/two': 'still-passes' }]);
  });

  it('tests whose names differ on each run are never called removed', async () => {
    const named = runs('printf "1..2\\nok 1 - at $(date +%N)\\nok 2 - two\\n" > out/r.tap');
    const { code, changes } = await play({ x: 'y' }, EVAL, named);
    expect([code, changes['t/two']]).toEqual([0, 'still-passes']);
    expect(Object.values(changes)).not.toContain('removed');
  });

  it('names with odd characters are names', async () => {
    const odd = [
      '$(touch x)',
      'a/b > c',
      '`"\'',
      '🎈 \u202Edrawkcab',
      '__proto__',
      'constructor',
      '(exit)',
      'a '.repeat(200),
    ];
    const report = (first: string): string =>
      ['1..8', ...odd.map((name, index) => `${index === 0 ? first : 'ok'} ${index + 1} - ${name}`), ''].join('\n');
    const copy = runs('cp report out/r.tap');
    const repository = pullRequest(
      { 'run.sh': copy, report: report('ok'), 'evals/t.yml': EVAL },
      { report: report('not ok') },
    );
    const { code, changes, result } = await judged(repository.root);
    expect([code, changes['t/$(touch x)'], result.cases.length]).toEqual([1, 'broke', 9]);
    expect(Object.values(changes).filter((change) => change === 'still-passes')).toHaveLength(8);
  });

  it('a saved report of vitest is read as the runner wrote it', async () => {
    const vitest = readFileSync('__tests__/fixtures/reports/vitest-green.json', 'utf8');
    const uncounted = vitest.replace('"status":"passed"', '"status":"failed"');
    const red = uncounted
      .replace('"numPassedTests":2,"numFailedTests":0', '"numPassedTests":1,"numFailedTests":1')
      .replace('"success":true', '"success":false');
    const suite = 'run: cat report.json\nresults: { format: vitest, stdout: true }\n';
    const play = (report: string) =>
      judged(pullRequest({ 'report.json': vitest, 'evals/t.yml': suite }, { 'report.json': report }).root);
    expect(Object.values((await play(red)).changes).sort()).toEqual(['broke', 'still-passes', 'still-passes']);
    expect((await play(uncounted)).code).toBe(2);
  });
});
