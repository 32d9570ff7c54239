import { describe, expect, it } from '@jest/globals';

import type { History } from '../../src/app/ports.js';
import { FakeHistory } from '../support/fakes/fake-history.js';
import { aPullRequest } from '../support/fakes/world.js';

const EVALS = { 'evals/say.yml': 'run: [say]\ncases:\n  a: { args: [a] }\n  b: { args: [b] }\n' };
/** `a` works on base and not on head. */
const world = (head: Record<string, string> = { gone: 'x' }, base: Record<string, string> = EVALS) =>
  aPullRequest(base, [head], {
    programs: { say: ({ args, read }) => (args[0] === 'a' && read('gone') === 'x' ? 1 : 0) },
  });
const kept = (file: History, keep = true) => ({ history: { file, keep, machine: 'linux x64' } });
const linesOf = ({ text }: FakeHistory) =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { case: string; definition: string; passed: number; failed: number });

describe('what is kept of a run', () => {
  it('is what base came to, case by case', async () => {
    const file = new FakeHistory();
    const { result } = await world().judge({}, kept(file));
    expect(linesOf(file)).toMatchObject([{ case: 'say/a', passed: result.cases[0]?.trials.base.passed, failed: 0 }]);
  });

  it('is all of base where all of it was run', async () => {
    const file = new FakeHistory();
    await world({ note: 'x' }).judge({ fullBase: true }, kept(file));
    expect(linesOf(file).map((line) => [line.case, line.passed])).toEqual([
      ['say/a', 1],
      ['say/b', 1],
    ]);
  });

  it('is what head came to as well, where it is the same tree', async () => {
    const file = new FakeHistory();
    await world({}).judge({}, kept(file));
    expect(linesOf(file).map((line) => [line.case, line.passed])).toEqual([
      ['say/a', 1],
      ['say/b', 1],
    ]);
  });

  it('is nothing where the run may not', async () => {
    const file = new FakeHistory();
    await world().judge({}, kept(file, false));
    expect(file.text).toBeUndefined();
  });

  it('never is what head did', async () => {
    const file = new FakeHistory();
    await world().judge({}, kept(file));
    expect(linesOf(file).every(({ failed }) => failed === 0)).toBe(true);
  });
});

describe('what is on record', () => {
  const earlier = async (runs: number): Promise<FakeHistory> => {
    const file = new FakeHistory();
    for (let run = 0; run < runs; run += 1) await world({ note: `${run}` }).judge({ fullBase: true }, kept(file));
    return file;
  };

  it('is told beside the counts, by the name of the branch', async () => {
    const { result } = await world().judge({}, kept(await earlier(30), false));
    expect(result.cases[0]?.why).toMatch(/^failed 2 of 2 on head, passed (\d) of \1 on base \(main: 30 of 30\)$/);
  });

  it('is read before any program of the pull request could write there', async () => {
    const file = new FakeHistory();
    const forging = aPullRequest(EVALS, [{ gone: 'x' }], {
      programs: {
        say: () => {
          file.text = 'forged\n';
          return 0;
        },
      },
    });
    const { result } = await forging.judge({}, kept(file, false));
    expect(result.notices).toEqual([]);
  });

  it('is of no use to a case that was changed since', async () => {
    const file = await earlier(3);
    const changed = { 'evals/say.yml': EVALS['evals/say.yml'].replace('[a]', '[a, more]') };
    const { result } = await world({ gone: 'x' }, changed).judge({}, kept(file, false));
    expect(result.cases[0]?.why).not.toContain('main:');
  });

  it.each([
    ['missing', new FakeHistory(), []],
    ['spoilt', new FakeHistory('what\n'), ['has 1 line that cannot be read']],
    [
      'unreadable',
      Object.assign(new FakeHistory(), { load: () => Promise.reject(new Error('EACCES: permission denied')) }),
      ['cannot be read: EACCES: permission denied'],
    ],
  ])('is nothing when it is %s, which fails nothing', async (_, file, notices) => {
    const { result } = await world().judge({}, kept(file, false));
    expect(result.verdict).toBe('broke');
    expect(result.notices).toEqual(notices.map((notice) => expect.stringContaining(notice) as unknown));
  });

  it('that cannot be kept is told, and changes no verdict', async () => {
    const full = Object.assign(new FakeHistory(), { append: () => Promise.reject(new Error('ENOSPC')) });
    const { result } = await world().judge({}, kept(full));
    expect([result.verdict, result.notices]).toEqual([
      'broke',
      ["The history of base's runs could not be kept: ENOSPC"],
    ]);
  });
});
