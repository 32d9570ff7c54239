import { describe, expect, it } from '@jest/globals';

import type { Behaviour } from '../support/fakes/fake-sandbox.js';
import type { Edits, Files } from '../support/fakes/fake-repository.js';
import { aPullRequest } from '../support/fakes/world.js';

/** Five lines of code with a word each; the program says what `args` asks for of them. */
const WORDS = ['one', 'two', 'three', 'four', 'five'];
const code = (...words: readonly string[]): string => words.map((word) => `${word}\n`).join('');
const say: Behaviour = ({ args, read }) => {
  const lines = (read('code') ?? '').split('\n');
  return `${args.map((at) => lines[Number(at)]).join(' ')}\n`;
};

interface Scene {
  readonly evals?: Readonly<Record<string, string>>;
  readonly base?: Files;
  readonly head: Edits;
  readonly programs?: Readonly<Record<string, Behaviour>>;
}

const CHECKS_THE_FIRST = { 'say.yml': 'run: [say]\ncases: { first: { args: ["0"], stdout: "ONE\\n" } }\n' };
const SHOWS_THE_SECOND = {
  'say.yml': 'run: [say]\ncases: { both: { args: ["0", "1"], stdout: { contains: "ne " } } }\n',
};

function scene({ evals = CHECKS_THE_FIRST, base = {}, head, programs = { say } }: Scene) {
  const files = Object.fromEntries(Object.entries(evals).map(([name, text]) => [`evals/${name}`, text]));
  return aPullRequest({ code: code('ONE', ...WORDS.slice(1)), ...files, ...base }, [head], { programs });
}

async function spotsIn(about: Scene) {
  const { result } = await scene(about).judge();
  return result.blindSpots;
}

const line = (at: number): { path: string; startLine: number; endLine: number } => ({
  ...{ path: 'code', startLine: at, endLine: at },
});

describe('a change that no eval would miss', () => {
  it('is named by its lines on head', async () => {
    expect(await spotsIn({ head: { code: code('ONE', 'two', 'new', 'four', 'other') } })).toEqual([line(3), line(5)]);
  });

  it('is named as a file where it is one', async () => {
    const spots = await spotsIn({ head: { 'more.js': 'more()\n' } });
    expect(spots).toEqual([{ path: 'more.js', startLine: 1, endLine: 1, what: 'new' }]);
  });

  it('is told apart from what is noticed beside it', async () => {
    const base = { code: code('bad', ...WORDS.slice(1)) };
    const story = await scene({ base, head: { code: code('ONE', 'two', 'new', 'four', 'five') } }).judge();
    expect([story.changes, story.result.blindSpots]).toEqual([{ 'say/first': 'passes' }, [line(3)]]);
  });

  it('is told with what it shows in, where no grader looks', async () => {
    const evals = SHOWS_THE_SECOND;
    const spots = await spotsIn({ evals, base: { code: code('one', 'two') }, head: { code: code('one', 'new') } });
    expect(spots).toEqual([{ ...line(2), shows: ['say/both'] }]);
  });

  it('does not show in what differs from run to run', async () => {
    let runs = 0;
    const clock: Behaviour = () => `one at ${(runs += 1)}\n`;
    const evals = { 'say.yml': 'run: [clock]\ncases: { both: { stdout: { contains: "one" } } }\n' };
    const spots = await spotsIn({ evals, head: { code: code('one', 'new') }, programs: { clock } });
    expect(spots).toEqual([{ path: 'code', startLine: 1, endLine: 2 }]);
  });

  it('is looked for beside a break, which is noticed when it is mended', async () => {
    const evals = {
      'say.yml':
        'run: [say]\ncases: { first: { args: ["0"], stdout: "ONE\\n" }, last: { args: ["4"], stdout: "five\\n" } }\n',
    };
    const { result } = await scene({ evals, head: { code: code('bad', 'two', 'new', 'four', 'five') } }).judge();
    expect([result.verdict, result.blindSpots]).toEqual(['broke', [line(3)]]);
  });

  it('is found by the tests of a suite', async () => {
    const t: Behaviour = ({ read }) => {
      const good = read('code')?.startsWith('ONE') === true;
      return { out: `1..2\n${good ? 'ok' : 'not ok'} 1 - one\nok 2 - two\n`, exit: good ? 0 : 1 };
    };
    const evals = { 't.yml': 'run: [t]\nresults: { format: tap, stdout: true }\n' };
    const base = { code: code('bad', 'two', 'three') };
    const { result, changes } = await scene({
      ...{ evals, base, programs: { t } },
      head: { code: code('ONE', 'two', 'new') },
    }).judge();
    expect(changes).toMatchObject({ 't/one': 'fixed', 't/two': 'still-passes' });
    expect(result.blindSpots).toEqual([line(3)]);
  });
});

describe('nothing is said', () => {
  it.each([
    ['of what an eval notices', { base: { code: code('bad') }, head: { code: code('ONE') } }],
    ['of documents', { head: { 'docs/a.md': 'Words\n' } }],
    ['of what fails in another way', { base: { code: code('bad') }, head: { code: code('worse') } }],
  ] satisfies [string, Scene][])('%s', async (_, about) => {
    expect(await spotsIn(about)).toEqual([]);
  });

  it.each([
    ['is looked for', { diagnose: false }],
    ['is looked for', { only: ['say'] }],
  ])('where nothing %s: %j', async (_, request) => {
    const world = scene({ head: { code: code('ONE', 'new') } });
    const { result } = await world.judge(request);
    expect([result.blindSpots, result.notices, world.sandbox.commands]).toEqual([[], [], ['say 0']]);
  });

  it('of what a language model or a number might have noticed', async () => {
    const evals = {
      'say.yml':
        'run: [say]\ncases: { one: { stdout: { contains: "n" }, metrics: { n: { from: { stdout: $.n }, better: lower, allow: 0 } } } }\n',
    };
    const programs = { say: (({ read }) => JSON.stringify({ n: 5, code: read('code') })) satisfies Behaviour };
    const { result } = await scene({ evals, programs, head: { code: code('ONE', 'new') } }).judge();
    expect(result.blindSpots).toEqual([]);
    expect(result.notices).toContain('Whether an eval notices them was not tried for 1 of 1 changed places.');
  });
});

describe('the search', () => {
  const base = { code: code('bad', ...WORDS.slice(1)) };
  const head = { code: code('ONE', 'a', 'three', 'b', 'five') };
  const notTried = (places: string) => [`Whether an eval notices them was not tried for ${places} changed places.`];

  it('ends when it took as long as the verdict, and says what it did not get to', async () => {
    const world = scene({
      ...{ base, head },
      programs: {
        say: (asked) => {
          world.advance(60);
          return say(asked);
        },
      },
    });
    const { result } = await world.judge();
    expect([result.blindSpots, result.notices]).toEqual([[], notTried('2 of 2')]);
  });

  it.each(['trials: 5', 'minutes: 1'])('never spends the budget of the run: %s', async (budget) => {
    const evals = { ...CHECKS_THE_FIRST, '_formative.yml': `budget: { ${budget} }\n` };
    const world = scene({
      ...{ base, head, evals },
      programs: {
        say: (asked) => {
          world.advance(50);
          return say(asked);
        },
      },
    });
    const { result } = await world.judge();
    expect([result.verdict, result.budget.spent, result.notices]).toEqual(['nothing-broke', false, notTried('2 of 2')]);
  });

  it('takes a share of the trials that are allowed', async () => {
    const evals = { ...CHECKS_THE_FIRST, '_formative.yml': 'budget: { trials: 8 }\n' };
    const { result } = await scene({ base, head, evals }).judge();
    expect(result.budget).toMatchObject({ spent: false });
    expect([result.blindSpots, result.notices]).toEqual([[], notTried('2 of 2')]);
  });
});
