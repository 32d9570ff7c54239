import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { count } from '../../scripts/verdict/count.js';
import { fisher, fisherFive, majorityOfThree, oneRunEach, retryThrice } from '../../scripts/verdict/others.js';
import { formative } from '../../scripts/verdict/procedure.js';
import { SCENARIOS } from '../../scripts/verdict/scenarios.js';
import { missesOf, tablesOf } from '../../scripts/verdict/table.js';
import { inWords, wilson } from '../../scripts/verdict/wilson.js';
import { between } from '../../scripts/verdict/write.js';

const SciPy = JSON.parse(readFileSync('__tests__/fixtures/statistics/scipy.json', 'utf8')) as {
  wilson: readonly { hits: number; of: number; low: number; high: number }[];
};
const played = (name: string, times: number, method = formative) => {
  const scenario = SCENARIOS.find((it) => it.name === name)!;
  return { scenario, method: 'Formative', counted: count(method, scenario, { times, seed: 1 }) };
};

it.each(SciPy.wilson)("tells the interval of $hits of $of as SciPy's wilson", (row) => {
  const { low, high } = wilson(row);
  expect(low).toBeCloseTo(row.low, 12);
  expect(high).toBeCloseTo(row.high, 12);
});

it("tells Fisher's chance exactly", () => {
  expect(fisher(5, 0, 5)).toBeCloseTo(1 / 252, 15);
  expect(fisher(4, 0, 5)).toBeCloseTo(5 / 210, 15);
  expect(fisher(0, 0, 5)).toBe(1);
});

describe('a tiny run of the benchmark', () => {
  it('raises no alarm on a clean code suite, and finds the break in a broken one', () => {
    const clean = played('code', 20);
    expect(clean.counted.falseAlarms).toEqual({ hits: 0, of: 20 });
    expect(clean.counted.extra).toBeLessThan(14);
    expect(missesOf(clean, false)).toEqual([]);
    expect(played('code, one break', 20).counted.missed).toEqual({ hits: 0, of: 20 });
  });

  it('decides an outright break with three reruns a side where nothing is on record, four among 500', () => {
    const small = played('nothing on record, one break', 15).counted;
    expect([small.missed.hits, Math.min(1, small.overCap.hits)]).toEqual([0, small.overCap.hits]);
    const large = played('nothing on record, 500 evals, one break', 8).counted;
    expect([large.missed.hits, large.overCap.hits]).toEqual([0, 0]);
  });

  it('says no break in an outage, and no pass either', () => {
    const { counted } = played('outage after base was measured', 10);
    expect(counted.falseAlarms.hits).toBe(0);
    expect(counted.leftOpen.hits).toBe(10);
  });

  it('waits for graded evals no more often than for others to be sure', () => {
    const graded = played('graded, one break', 40).counted;
    expect(graded.rounds).toBeLessThan(5.5);
    expect(graded.missed.hits).toBeLessThanOrEqual(2);
  });

  it('counts the rounds that a retry really waits for', () => {
    const { rounds } = played('code', 20, retryThrice).counted;
    expect(rounds).toBeGreaterThan(1);
    expect(rounds).toBeLessThan(4);
  });

  it('follows from its seed', () => {
    expect(played('graded', 5).counted).toEqual(played('graded', 5).counted);
  });

  it('plays what is usual beside it', () => {
    const alarms = [oneRunEach, majorityOfThree].map((method) => played('graded', 10, method).counted.falseAlarms.hits);
    expect(alarms).toEqual([10, 10]);
    const broken = [retryThrice, fisherFive].map((method) => played('code, one break', 20, method).counted.missed.hits);
    expect(Math.max(...broken)).toBeLessThan(5);
  });
});

describe('the page', () => {
  it('has a table for each scenario, and names what misses its bar', () => {
    const row = played('code', 3);
    expect(tablesOf([row])).toContain('3 pull requests of 200 evals');
    const counted = { ...row.counted, falseAlarms: { hits: 3, of: 3 } };
    expect(missesOf({ ...row, counted }, true)).toEqual(['code: false alarms 100 % (44 to 100), at most 0.5 %']);
  });

  it('keeps what stands around its parts', () => {
    expect(between('a\n<!-- x -->\nold\n<!-- end of x -->\nb', 'x', 'new')).toBe(
      'a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb',
    );
    expect(() => between('a', 'x', 'new')).toThrow('no part "x"');
  });

  it('tells small rates without hiding them', () => {
    expect(inWords({ hits: 0, of: 2000 })).toBe('0 % (0 to 0.19)');
    expect(inWords({ hits: 1, of: 2000 })).toBe('0.05 % (0.01 to 0.28)');
  });
});
