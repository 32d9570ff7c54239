import { describe, expect, it } from '@jest/globals';

import { judge, type Judged } from '../../src/app/judge.js';
import { judgeRecord } from '../../src/app/judge-record.js';
import { recordRun } from '../../src/app/record-run.js';
import { readRecord } from '../../src/core/record/decode.js';
import type { Outside } from '../../src/app/world.js';
import { FakeHistory } from '../support/fakes/fake-history.js';
import type { Edits, Files } from '../support/fakes/fake-repository.js';
import type { Behaviour } from '../support/fakes/fake-sandbox.js';
import { aPullRequest, REQUEST } from '../support/fakes/world.js';

type Programs = Readonly<Record<string, Behaviour>>;
interface Story {
  readonly base: Files;
  readonly commits: readonly Edits[];
  /** Made anew for each run: a program may count how often it ran. */
  readonly programs: () => Programs;
}

const flips = (): Behaviour => {
  let runs = 0;
  return ({ read }) => (read('head') === undefined ? 0 : (runs += 1) % 2);
};

/** Twice as slow on head and one byte in twenty larger, as far as noise lets one see. */
const benches = (): Behaviour => {
  let runs = 0;
  return ({ read }) => {
    const slower = read('head') === undefined ? 1 : 2;
    runs += 1;
    return JSON.stringify({ bytes: 20 + slower, time: slower * (100 + (runs % 5)) });
  };
};

const STORIES: Readonly<Record<string, Story>> = {
  'nothing broke': { base: { 'evals/a.yml': 'run: [a]\n' }, commits: [{ x: '1' }], programs: () => ({ a: () => 0 }) },
  'a break among five commits': {
    base: { 'evals/a.yml': 'run: [a]\ncases: { one: { args: [one] }, two: { args: [two] } }\n', 'f.txt': '' },
    commits: [{ x: '1' }, { x: '2' }, { 'f.txt': 'one' }, { x: '4' }, { x: '5' }],
    programs: () => ({ a: ({ args, read }) => (read('f.txt') === args[0] ? { exit: 1, err: 'bad' } : 0) }),
  },
  'a suite with a test that is gone and one that is broken': {
    base: { 'evals/s.yml': 'run: [s]\nresults: { format: tap, stdout: true }\n' },
    commits: [{ head: '1' }],
    programs: () => ({
      s: ({ read }) =>
        read('head') === undefined ? 'ok 1 - a\nok 2 - b\n1..2\n' : { exit: 1, out: 'not ok 1 - a\n1..1\n' },
    }),
  },
  'a case that works on base alone': {
    base: {
      'evals/a.yml': `run: [a]\ncases: { one: { args: [one] }, ${'b c d e f g h i j'
        .split(' ')
        .map((name) => `${name}: {}`)
        .join(', ')} }\n`,
    },
    commits: [{ head: '1' }],
    programs: () => ({ a: ({ args, read }) => (args[0] === 'one' && read('head') !== undefined ? 1 : 0) }),
  },
  'a setup that works on base alone': {
    base: { 'evals/a.yml': 'run: [a]\nsetup: make\n' },
    commits: [{ x: '1' }, { head: '1' }],
    programs: () => ({
      a: () => 0,
      make: ({ read }) => (read('head') === undefined ? 0 : { exit: 2, err: 'no rule' }),
    }),
  },
  'what must be as on base': {
    base: { 'evals/a.yml': 'run: [a]\ncases: { help: { same-as-base: true } }\n' },
    commits: [{ head: '1' }],
    programs: () => ({ a: ({ read }) => `hello ${read('head') ?? ''}` }),
  },
  'a case that fails now and then': {
    base: { 'evals/a.yml': 'run: [a]\n' },
    commits: [{ head: '1' }],
    programs: () => ({ a: flips() }),
  },
  'evals that the pull request brings': {
    base: { 'evals/a.yml': 'run: [a]\n' },
    commits: [{ 'evals/a.yml': 'run: [b]\n', 'evals/new.yml': 'run: [b]\n' }],
    programs: () => ({ a: () => 0, b: () => 1 }),
  },
  'numbers that got worse, one of them noisy': {
    base: {
      'evals/speed.yml': [
        'run: [bench]',
        'metrics:',
        '  bytes: { from: { stdout: "$.bytes" }, better: lower, allow: 1% }',
        '  time: { from: { stdout: "$.time" }, better: lower, allow: 10%, noisy: true }',
        '',
      ].join('\n'),
    },
    commits: [{ head: '1' }],
    programs: () => ({ bench: benches() }),
  },
  'a program that answers for itself': {
    base: { 'evals/a.yml': 'run: [a]\ncases: { one: { script: [grade] } }\n' },
    commits: [{ head: '1' }],
    programs: () => ({ a: ({ read }) => `said ${read('head') ?? ''}`, grade: ({ stdin }) => graded(stdin) }),
  },
  'no evals on base': { base: { x: '' }, commits: [{ 'evals/a.yml': 'run: [a]\n' }], programs: () => ({ a: () => 0 }) },
};

function graded(stdin: string): string {
  return JSON.stringify({ pass: !stdin.includes('said 1'), because: 'it says 1' });
}

const untimed = ({ result }: Judged) => ({ ...result, timing: 'any' });
const MARK = Buffer.from('\n');
const bytesOf = (lines: readonly string[]): Buffer => Buffer.concat(lines.flatMap((line) => [Buffer.from(line), MARK]));

function worldOf({ base, commits, programs }: Story) {
  return aPullRequest(base, commits, { programs: programs(), width: 1 });
}

async function recordOf(story: Story, outside: Partial<Outside> = {}): Promise<readonly string[]> {
  return (await recordRun(REQUEST, { ...worldOf(story).world, ...outside })).lines;
}

/** Judges a record where none of the pull request's programs can be started, only its grader. */
async function judgedFrom(story: Story, lines: readonly string[], outside: Partial<Outside> = {}) {
  const world = aPullRequest(story.base, story.commits, {
    programs: { grade: ({ stdin }) => graded(stdin) },
    width: 1,
  });
  const judged = await judgeRecord(REQUEST, { ...world.world, ...outside }, readRecord(bytesOf(lines)));
  return { ...judged, started: world.sandbox.commands };
}

describe.each(Object.entries(STORIES))('a record of %s', (name, story) => {
  it('is judged as the run itself would be, without running any of it', async () => {
    const live = await judge(REQUEST, worldOf(story).world);
    const judged = await judgedFrom(story, await recordOf(story));
    expect(untimed(judged)).toEqual(untimed(live));
    expect(judged.started.filter((command) => command !== 'grade')).toEqual([]);
    expect(judged.started.length > 0).toBe(name === 'a program that answers for itself');
  });
});

describe('a record of a run that knew what base did before', () => {
  const story = STORIES['a case that works on base alone'];
  if (story === undefined) throw new Error('a story is missing');
  const earlier = async (runs: number): Promise<FakeHistory> => {
    const file = new FakeHistory();
    const history = { file, keep: true, machine: 'linux x64' };
    for (let run = 0; run < runs; run += 1)
      await judge(
        { ...REQUEST, fullBase: true },
        { ...worldOf({ ...story, commits: [{ x: `${run}` }] }).world, history },
      );
    return file;
  };
  const knowing = (file: FakeHistory, machine = 'linux x64') => ({ history: { file, keep: true, machine } });
  const reading = new FakeHistory();

  it('is judged by the same, as the run itself would be, and adds nothing to it', async () => {
    const file = await earlier(40);
    const { text } = file;
    const live = await judge(REQUEST, { ...worldOf(story).world, history: { ...knowing(file).history, keep: false } });
    const lines = await recordOf(story, knowing(file));
    // Whoever judges may do so on another kind of machine.
    const judged = await judgedFrom(story, lines, knowing(file, 'linux arm64'));
    expect(untimed(judged)).toEqual(untimed(live));
    expect(judged.result.cases[0]?.trials.record).toEqual({ branch: 'main', passed: 40, failed: 0 });
    expect(file.text).toBe(text);
    const without = await judge(REQUEST, worldOf(story).world);
    expect(live.result.budget.trials).toBeLessThan(without.result.budget.trials);
  });

  it('does not say what base did: that is read where the record could not write', async () => {
    const lines = await recordOf(story, knowing(await earlier(40)));
    const judged = await judgedFrom(story, lines, knowing(await earlier(3)));
    expect(judged.result.cases[0]?.trials.record).toEqual({ branch: 'main', passed: 3, failed: 0 });
    expect(judged.result.verdict).not.toBe('nothing-broke');
  });

  it.each([
    ['that knew of nothing', {}],
    ['that found none', knowing(reading)],
  ])('is no matter to one %s: then nothing counts', async (_, outside) => {
    const lines = await recordOf(story, outside);
    const judged = await judgedFrom(story, lines, knowing(await earlier(40)));
    expect(untimed(judged)).toEqual(untimed(await judge(REQUEST, worldOf(story).world)));
    expect(judged.result.cases[0]?.trials).not.toHaveProperty('record');
  });
});

describe('a record that lacks something', () => {
  const {
    'a break among five commits': broken,
    'nothing broke': sound,
    'a setup that works on base alone': setup,
  } = STORIES;
  if (broken === undefined || sound === undefined || setup === undefined) throw new Error('a story is missing');

  it('is no pass, whichever trial it is, and says which', async () => {
    const lines = await recordOf(sound);
    const without = lines.filter((line) => !line.includes('"kind":"trial"'));
    const { result } = await judgedFrom(sound, ended(without));
    expect([result.verdict, result.reasons.map(({ code }) => code)]).toEqual([
      'could-not-tell',
      ['unmeasured', 'incomplete-record'],
    ]);
    expect(result.reasons[1]?.text).toBe('The record of the run lacks a/run on head: run it again.');
    expect(result.cases[0]?.why).toContain('left no trace in the record');
  });

  it('is no pass even where the policy lets unclear cases through', async () => {
    const warn = { ...sound, base: { ...sound.base, 'evals/b.yml': 'run: [a]\nwhen: { unclear: warn }\n' } };
    const lines = await recordOf(warn);
    const { result } = await judgedFrom(warn, ended(lines.filter((line) => !line.includes('"unit":"b/run"'))));
    expect([result.verdict, result.counts]).toEqual(['could-not-tell', { passes: 1, unmeasured: 1 }]);
  });

  it('never breaks anything by lacking: neither a trial nor a setup', async () => {
    for (const story of [broken, setup]) {
      const lines = await recordOf(story);
      for (const at of lines.slice(1, -1).keys()) {
        const { result } = await judgedFrom(story, ended(lines.filter((_, index) => index !== at + 1)));
        expect(result.verdict).not.toBe('nothing-broke');
      }
    }
  });

  it('of another tree answers nothing', async () => {
    const lines = await recordOf(sound);
    const { result } = await judgedFrom({ ...sound, commits: [{ x: 'other' }] }, lines);
    expect(result.verdict).toBe('could-not-tell');
  });

  it('of a run that was stopped says so', async () => {
    const lines = await recordOf(sound);
    const cancelled = lines.map((line) => line.replace('{"kind":"exited","code":0}', '{"kind":"cancelled"}'));
    const { result } = await judgedFrom(sound, cancelled);
    expect(result.reasons.map(({ code }) => code)).toEqual(['unmeasured', 'budget-spent']);
  });
});

describe('a record that somebody else wrote', () => {
  const { 'a break among five commits': broken } = STORIES;
  if (broken === undefined) throw new Error('a story is missing');

  it('cannot hide a break by what it holds besides', async () => {
    const lines = await recordOf(broken);
    const live = await judge(REQUEST, worldOf(broken).world);
    const more = lines
      .filter((line) => line.includes('"kind":"trial"'))
      .map((line) => line.replace('"code":1', '"code":0').replace('"index":0', '"index":9'));
    const { result } = await judgedFrom(broken, ended([...lines.slice(0, -1), ...more]));
    expect(result.verdict).toBe('broke');
    expect(result.cases).toEqual(live.result.cases);
  });
});

describe('the sandbox of a record', () => {
  const { 'nothing broke': sound, 'a program that answers for itself': script } = STORIES;
  if (sound === undefined || script === undefined) throw new Error('a story is missing');
  const none: Outside['chooseSandbox'] = () => Promise.resolve({ kind: 'none-held', why: 'none holds here' });

  it('that did not hold lets nothing pass', async () => {
    const lines = await recordOf(sound, { chooseSandbox: none });
    const { result } = await judgedFrom(sound, lines);
    expect(result.reasons).toEqual([{ code: 'no-sandbox', text: 'none holds here' }]);
  });

  it("is not enough when it was none and base's policy requires one", async () => {
    const lines = (await recordOf(sound)).map((line) => line.replace('"name":"fake"', '"name":"none"'));
    const request = { ...REQUEST, sandbox: { kind: 'exactly', how: 'required' } } as const;
    const judged = await judgeRecord(request, worldOf(sound).world, readRecord(bytesOf(lines)));
    expect(judged.result.reasons[0]?.code).toBe('no-sandbox');
  });

  it('is shown; where none holds here, what grader programs should judge is not measured', async () => {
    const { result } = await judgedFrom(script, await recordOf(script), { chooseSandbox: none });
    expect([result.sandbox, result.verdict]).toEqual(['fake', 'could-not-tell']);
  });
});

/** The same file, whole again after lines were taken out or put in. */
function ended(lines: readonly string[]): readonly string[] {
  const body = lines.filter((line) => !line.startsWith('{"kind":"end"'));
  return [...body, JSON.stringify({ kind: 'end', lines: body.length })];
}
