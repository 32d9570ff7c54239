import { describe, expect, it } from '@jest/globals';

import type { Behaviour } from '../support/fakes/fake-sandbox.js';
import { aPullRequest, type FakeWorld } from '../support/fakes/world.js';

const EVAL = 'run: [double]\ngenerate: { run: [gen, evals/_gen/a.js], count: 3 }\n';
const HIDDEN = EVAL.replace('count: 3', 'count: 3, hidden: true');

/** Doubles its argument, or knows only what it was taught. */
const double: Behaviour = ({ args, read }) => {
  const [given = '0'] = args;
  const known = read('known.txt')?.split(' ');
  return `${known === undefined || known.includes(given) ? Number(given) * 2 : 4}\n`;
};

/** Three numbers that follow from the seed, and what doubling them gives. */
const gen: Behaviour = ({ env }) => {
  const start = Number.parseInt(env['FORMATIVE_SEED']?.slice(0, 4) ?? '', 36);
  const lines = [start, start + 1, start + 2].map((number) =>
    JSON.stringify({ args: [String(number)], stdout: `${number * 2}\n`, property: 'is twice the input' }),
  );
  return `${lines.join('\n')}\n`;
};

function world(
  evals: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string | null>>,
  generator = gen,
): FakeWorld {
  const files = Object.fromEntries(Object.entries(evals).map(([name, text]) => [`evals/${name}`, text]));
  return aPullRequest({ 'evals/_gen/a.js': '', ...files }, [head], { programs: { double, gen: generator } });
}

describe('cases that are drawn', () => {
  it('are judged as any other, on a program that was taught the published ones', async () => {
    const evals = { 'a.yml': `${EVAL}cases: { two: { args: ["2"], stdout: "4\\n" } }\n` };
    expect((await world(evals, { x: 'y' }).judge()).changes).toEqual({
      'a/two': 'passes',
      'a/g1': 'passes',
      'a/g2': 'passes',
      'a/g3': 'passes',
    });
    const { result, changes } = await world(evals, { 'known.txt': '2' }).judge();
    expect(changes).toEqual({ 'a/two': 'passes', 'a/g1': 'broke', 'a/g2': 'broke', 'a/g3': 'broke' });
    expect([result.verdict, result.culprits[0]?.cases]).toEqual(['broke', ['a/g1', 'a/g2', 'a/g3']]);
  });

  it('are drawn once for a run, from the folder of the evals alone, without the network', async () => {
    const all = world({ 'a.yml': EVAL }, { 'known.txt': '' });
    await all.judge();
    const drawn = all.sandbox.started.filter(({ argv }) => argv[0] === 'gen');
    expect(drawn.map(({ network, env }) => [network, Object.keys(env).includes('FORMATIVE_SEED')])).toEqual([
      [false, true],
    ]);
  });

  it('follow from the seed, which is told and can be given', async () => {
    const argumentsOf = async (seed: Parameters<FakeWorld['judge']>[0]) => {
      const all = world({ 'a.yml': EVAL }, { x: 'y' });
      const { result } = await all.judge(seed);
      const started = all.sandbox.commands.filter((it) => it.startsWith('double'));
      return { seed: result.seed ?? '', started };
    };
    const first = await argumentsOf({});
    expect(await argumentsOf({})).toEqual(first);
    expect((await argumentsOf({ seed: { kind: 'fresh', runId: 'another' } })).started).not.toEqual(first.started);
    expect(await argumentsOf({ seed: { kind: 'given', seed: first.seed } })).toEqual(first);
  });

  it('can be asked for by name', async () => {
    const all = world({ 'a.yml': EVAL, 'b.yml': EVAL }, { x: 'y' });
    expect((await all.judge({ only: ['a/g2'] })).changes).toEqual({ 'a/g2': 'passes' });
    await expect(all.judge({ only: ['a/g4'] })).rejects.toThrow('No eval or case is called "a/g4"');
  });

  it('are not drawn where nothing changed that they depend on', async () => {
    const all = world({ 'a.yml': `${EVAL}paths: [src/**]\n`, 'b.yml': 'run: [double]\n' }, { x: 'y' });
    expect((await all.judge()).changes).toEqual({ 'a/(generate)': 'not-affected', 'b/run': 'passes' });
    expect(all.sandbox.commands).not.toContain('gen evals/_gen/a.js');
    expect((await all.judge({ only: ['a/g1', 'b'] })).changes['b/run']).toBe('passes');
  });

  it('of an eval that is proposed are drawn by nobody before it is on base', async () => {
    const own = { 'evals/b.yml': `${EVAL}cases: { two: { args: ["2"], stdout: "4\\n" } }\n` };
    const all = aPullRequest({ 'evals/a.yml': 'run: [double]\n' }, [own], { programs: { double, gen } });
    const { result } = await all.judge();
    expect(result.proposed).toMatchObject([
      { id: 'b/two', outcome: 'passed' },
      { id: 'b/(generate)', outcome: 'unmeasured' },
    ]);
    expect(all.sandbox.commands.filter((it) => it.startsWith('gen'))).toEqual([]);
    expect((await all.judge({ evalsFrom: 'head' })).changes).toMatchObject({ 'b/g1': 'passes' });
  });
});

describe('cases that cannot be drawn', () => {
  it.each<[string, Behaviour, string]>([
    ['the generator fails', () => ({ exit: 3, err: 'no luck' }), 'it exited 3: no luck'],
    ['the generator never ends', () => ({ kind: 'timed-out', after: 60 }), 'it timed out after 60 s'],
    [
      'the generator is not there',
      () => ({ kind: 'not-started', why: 'gen is not on the PATH' }),
      'gen is not on the PATH',
    ],
    ['it prints too few', () => '{}\n', 'it printed 1 case, expected 3'],
    ['a line is no case', () => '{}\n{ "arg": [] }\n{}\n', 'line 2: `arg` is not a field here, did you mean `args`?'],
    ['it prints no text', () => '{}\n{}\nx\n', 'line 3: not valid JSON'],
  ])('leave it open: %s', async (_, generator, why) => {
    const { result, changes } = await world({ 'a.yml': EVAL }, { x: 'y' }, generator).judge();
    expect([changes, result.verdict]).toEqual([{ 'a/(generate)': 'unmeasured' }, 'could-not-tell']);
    expect(result.cases[0]?.why).toContain(`the generator evals/_gen/a.js gave no cases to use: `);
    expect(result.cases[0]?.why).toContain(why);
  });

  it('do not hide what the written cases say, and leave what needs them open', async () => {
    const evals = {
      'a.yml': `${EVAL}cases: { two: { args: ["2"], stdout: "4\\n" } }\n`,
      'b.yml': 'run: [double]\nneeds: [a]\ncases: { b: { args: ["3"], stdout: "6\\n" } }\n',
    };
    const { changes } = await world(evals, { 'known.txt': '' }, () => 1).judge();
    expect(changes).toEqual({ 'a/two': 'passes', 'a/(generate)': 'unmeasured', 'b/b': 'unmeasured' });
  });

  it('tell three of many mistakes, and of hidden lines only which', async () => {
    const secret = '{ "args": "SECRET" }\n'.repeat(3);
    const why = async (file: string, printed: string) =>
      (await world({ 'a.yml': file }, { x: 'y' }, () => printed).judge()).result.cases[0]?.why ?? '';
    expect(await why(EVAL.replace('3', '9'), '{ "a": 1 }\n'.repeat(9))).toMatch(
      /line 1: .*; line 2: .*; line 3: .*; and 6 more$/,
    );
    expect(await why(EVAL, secret)).toContain('SECRET');
    expect(await why(HIDDEN, secret)).toMatch(
      /: line 1 is no good case; line 2 is no good case; line 3 is no good case$/,
    );
    const said = await world({ 'a.yml': HIDDEN }, { x: 'y' }, () => ({ exit: 1, err: 'SECRET' })).judge();
    expect(JSON.stringify(said.result)).not.toContain('SECRET');
  });
});

describe('a hidden case', () => {
  it('shows its property, and nothing that went in or came out', async () => {
    const all = world({ 'a.yml': `area: arithmetic\n${HIDDEN}` }, { 'known.txt': '' });
    const { result } = await all.judge();
    const inputs = all.sandbox.started.flatMap(({ argv }) => (argv[0] === 'double' ? argv.slice(1) : []));
    expect(new Set(inputs).size).toBe(3);
    for (const input of inputs) expect(JSON.stringify(result)).not.toContain(input);
    expect(result.cases[0]).toEqual({
      id: 'a/g1',
      eval: 'a',
      case: 'g1',
      area: 'arithmetic',
      title: 'is twice the input',
      property: 'is twice the input',
      generated: true,
      hidden: true,
      change: 'broke',
      gate: 'block',
      why: 'failed 2 of 2 on head, passed 3 of 3 on base',
      because: [{ target: 'hidden', summary: 'does not hold: is twice the input' }],
      trials: { base: { passed: 3, failed: 0 }, head: { passed: 0, failed: 2 } },
    });
  });
});
