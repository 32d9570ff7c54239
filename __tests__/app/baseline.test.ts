import { describe, expect, it } from '@jest/globals';

import { runBaseline } from '../../src/app/baseline.js';
import type { Outside } from '../../src/app/world.js';
import { aJudge } from '../support/fakes/fake-judge.js';
import { FakeHistory } from '../support/fakes/fake-history.js';
import { aPullRequest, FakeWorld, type WorldParts } from '../support/fakes/world.js';

type Files = Readonly<Record<string, string>>;

async function baseline(files: Files, parts: WorldParts = {}, outside: Partial<Outside> = {}) {
  const world = new FakeWorld(parts);
  const commit = world.repository.add('base', files);
  const file = new FakeHistory();
  const history = { file, keep: true, machine: 'linux x64' };
  const request = { commit, folder: 'evals', sandbox: 'off', seed: { kind: 'fresh', runId: '1' } } as const;
  const { kept, notices } = await runBaseline(request, { ...world.world, history, ...outside });
  const tallies = Object.fromEntries(kept.map(({ id, passed, failed }) => [id, [passed, failed]]));
  return { tallies, notices, world, text: file.text ?? '' };
}

const SAY = 'run: [say]\ncases: { a: { args: [a] }, b: { args: [b] } }\n';
const aFails = { say: ({ args }: { args: readonly string[] }) => (args[0] === 'a' ? 1 : 0) };

describe('the default branch on itself', () => {
  it('runs each case once, whatever comes of it, and remembers that', async () => {
    const { tallies, world, text } = await baseline({ 'evals/say.yml': SAY }, { programs: aFails });
    expect(tallies).toEqual({ 'say/a': [0, 1], 'say/b': [1, 0] });
    expect(world.sandbox.commands).toEqual(['say a', 'say b']);
    const lines = text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { case: 'say/a', passed: 0, failed: 1 },
      { case: 'say/b', passed: 1, failed: 0 },
    ]);
  });

  it('runs what a pull request would leave out, too', async () => {
    const files = { 'evals/say.yml': `paths: ["src/**"]\n${SAY}`, 'src/a.js': '' };
    expect((await baseline(files, { programs: aFails })).tallies).toEqual({ 'say/a': [0, 1], 'say/b': [1, 0] });
  });

  it('remembers the tests of a suite, and its exit', async () => {
    const files = { 'evals/s.yml': 'run: [s]\nresults: { format: tap, stdout: true }\n' };
    const s = () => ({ exit: 1, out: 'ok 1 - one\nnot ok 2 - two\n1..2\n' });
    const { tallies } = await baseline(files, { programs: { s } });
    expect(tallies).toMatchObject({ 's/one': [1, 0], 's/two': [0, 1] });
  });

  it('holds what must be the same to a first trial, which says nothing of itself', async () => {
    let turn = 0;
    const files = { 'evals/a.yml': 'run: [a]\ncases: { one: { stdout: { same-as-base: true } } }\n' };
    const wavering = await baseline(files, { programs: { a: () => String((turn += 1)) } });
    expect([wavering.tallies, wavering.world.sandbox.commands]).toEqual([{ 'a/one': [0, 1] }, ['a', 'a']]);
    expect((await baseline(files, { programs: { a: () => 'same' } })).tallies).toEqual({ 'a/one': [1, 0] });
  });

  it('asks the judge about an output once', async () => {
    const judge = aJudge(() => 0.95);
    const files = { 'evals/a.yml': 'run: [a]\njudge: { rubric: polite, pass-at: 0.7 }\n' };
    const { tallies } = await baseline(files, { programs: { a: () => 'please' } }, judge);
    expect([tallies, judge.asked.length]).toEqual([{ 'a/run': [1, 0] }, 1]);
  });

  it('is what later pull requests are told of', async () => {
    const files = { 'evals/say.yml': SAY, gone: 'no' };
    const programs = {
      say: ({ read }: { read: (path: string) => string | undefined }) => (read('gone') === 'yes' ? 1 : 0),
    };
    const { text } = await baseline(files, { programs });
    const history = { file: new FakeHistory(text), keep: false, machine: 'linux x64' };
    const { result } = await aPullRequest(files, [{ gone: 'yes' }], { programs }).judge({}, { history });
    expect(result.cases[0]?.trials.record).toEqual({ branch: 'main', passed: 1, failed: 0 });
  });
});

describe('what cannot be remembered', () => {
  it('is a case that could not be measured', async () => {
    const { tallies, text } = await baseline({ 'evals/say.yml': SAY });
    expect([tallies, text]).toEqual([{ 'say/a': [0, 0], 'say/b': [0, 0] }, '']);
  });

  it('is a case that is drawn anew each time', async () => {
    const files = { 'evals/g.yml': 'run: [say]\ngenerate: { run: [gen], count: 2 }\n' };
    const { tallies, world } = await baseline(files, { programs: { ...aFails, gen: () => '{"args": ["x"]}\n' } });
    expect([tallies, world.sandbox.commands]).toEqual([{}, []]);
  });

  it('is a run that was stopped early, and that is said', async () => {
    const files = { 'evals/say.yml': SAY, 'evals/_formative.yml': 'budget: { trials: 1 }\n' };
    const { notices, text } = await baseline(files, { programs: aFails, width: 1 });
    expect([notices, text]).toEqual([['Stopped early: the budget of 1 trial is spent, after 1 trial.'], '']);
  });

  it('is anything at all where no sandbox holds', async () => {
    const chooseSandbox = () => Promise.resolve({ kind: 'none-held', why: 'bwrap is not there' } as const);
    await expect(baseline({ 'evals/say.yml': SAY }, {}, { chooseSandbox })).rejects.toThrow('No sandbox holds');
  });
});
