import { describe, expect, it } from '@jest/globals';

import type { Behaviour } from '../support/fakes/fake-sandbox.js';
import { aPullRequest, type FakeWorld } from '../support/fakes/world.js';

/** Answers what the source says, unless asked for something else. */
const say: Behaviour = ({ args, read }) => (args[0] === 'blind' ? 'yes\n' : `${read('src.txt') ?? ''}\n`);
const suite: Behaviour = ({ read }) => {
  const good = read('src.txt')?.trim() === 'yes';
  return { out: `1..2\n${good ? 'ok' : 'not ok'} 1 - one\nok 2 - two\n`, exit: good ? 0 : 1 };
};

const PATCH = 'diff --git a/src.txt b/src.txt\n--- a/src.txt\n+++ b/src.txt\n@@ -1 +1 @@\n-yes\n+no\n';
const CASES = 'cases: { sees: { stdout: { contains: "yes" } }, blind: { args: [blind], stdout: "yes\\n" } }\n';
const evalWith = (control: string, cases = CASES): string => `run: [say]\nmust-fail: ${control}\n${cases}`;

function world(
  evals: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>> = { 'x.md': 'y' },
): FakeWorld {
  const files = Object.fromEntries(Object.entries(evals).map(([name, text]) => [`evals/${name}`, text]));
  const base = { 'src.txt': 'yes\n', 'evals/_bad.patch': PATCH, ...files };
  return aPullRequest(base, [head], { programs: { say, suite, crash: () => 3 }, width: 1 });
}

describe('a control', () => {
  it('that makes a case fail changes nothing', async () => {
    const { result, changes } = await world({ 'a.yml': evalWith('{ patch: _bad.patch }') }).judge();
    expect([result.verdict, changes]).toEqual(['nothing-broke', { 'a/sees': 'passes', 'a/blind': 'passes' }]);
    expect([result.budget, result.withoutTeeth]).toMatchObject([{ trials: 3, controls: 1 }, undefined]);
  });

  it.each([
    ['{ patch: _bad.patch, cases: [blind] }', '_bad.patch, which has to make blind fail, does not'],
    [
      '[{ patch: _bad.patch }, { patch: _bad.patch, cases: [sees, blind] }]',
      '_bad.patch, which has to make blind fail, does not',
    ],
  ])('that a case does not notice leaves the eval without teeth: %s', async (control, why) => {
    const { result, changes } = await world({ 'a.yml': evalWith(control) }).judge();
    expect([result.verdict, changes]).toEqual(['could-not-tell', { 'a/sees': 'unmeasured', 'a/blind': 'unmeasured' }]);
    expect(result.cases[0]?.why).toBe(`its eval has no teeth: ${why}`);
    expect(result.withoutTeeth).toEqual([{ eval: 'a', control: '_bad.patch', why }]);
  });

  it('never hides what the eval does notice', async () => {
    const all = world({ 'a.yml': evalWith('{ patch: _bad.patch, cases: [blind] }') }, { 'src.txt': 'no\n' });
    const { result, changes } = await all.judge();
    expect([result.verdict, changes]).toEqual(['broke', { 'a/sees': 'broke', 'a/blind': 'unmeasured' }]);
  });

  it('is judged by base, whatever head does', async () => {
    const all = world({ 'a.yml': evalWith('{ patch: _bad.patch }') }, { 'src.txt': 'no\n' });
    expect((await all.judge()).changes).toEqual({ 'a/sees': 'broke', 'a/blind': 'passes' });
  });

  it('proves nothing by a case that fails without it', async () => {
    const cases = 'cases: { bad: { stdout: "never\\n" }, blind: { args: [blind] } }\n';
    const { changes } = await world({ 'a.yml': evalWith('{ patch: _bad.patch }', cases) }).judge();
    expect(changes).toEqual({ 'a/bad': 'unmeasured', 'a/blind': 'unmeasured' });
  });

  it('proves nothing by what only warns', async () => {
    const only = (changed: string) =>
      `run: [say]\nwhen: { changed: ${changed} }\nmust-fail: { patch: _bad.patch }\ncases: { a: { same-as-base: true } }\n`;
    expect((await world({ 'a.yml': only('warn') }).judge()).changes).toEqual({ 'a/a': 'unmeasured' });
    expect((await world({ 'a.yml': only('block') }).judge()).changes).toEqual({ 'a/a': 'still-passes' });
  });

  it('that does not fit base is not believed', async () => {
    const evals = { 'a.yml': evalWith('{ patch: _bad.patch }'), '_bad.patch': PATCH.replace('-yes', '-maybe') };
    const { result } = await world(evals).judge();
    expect(result.withoutTeeth?.[0]?.why).toBe(
      '_bad.patch does not apply to base: src.txt is otherwise on base: its hunk at line 1 does not fit',
    );
    expect([result.verdict, result.budget.controls]).toEqual(['could-not-tell', undefined]);
  });

  it('whose setup fails is not taken for one that fails', async () => {
    const setup = 'setup: [crash]\n';
    const { result } = await world({ 'a.yml': `${setup}${evalWith('{ patch: _bad.patch }')}` }).judge();
    expect(result.withoutTeeth?.[0]?.why).toContain('it could not be measured: setup `crash` exited 3');
  });

  it('has to make a test of a suite fail', async () => {
    const tap = 'run: [suite]\nresults: { format: tap, stdout: true }\nmust-fail: { patch: _bad.patch';
    expect((await world({ 't.yml': `${tap} }\n` }).judge()).result.verdict).toBe('nothing-broke');
    expect((await world({ 't.yml': `${tap}, cases: [one] }\n` }).judge()).result.verdict).toBe('nothing-broke');
    const { changes } = await world({ 't.yml': `${tap}, cases: [two] }\n` }).judge();
    expect(changes).toEqual({ 't/one': 'unmeasured', 't/two': 'unmeasured', 't/(exit)': 'unmeasured' });
  });

  it('is left out with its eval, and where only some cases are asked for', async () => {
    const all = world({
      'a.yml': `paths: [lib/**]\n${evalWith('{ patch: _bad.patch, cases: [blind] }')}`,
      'b.yml': 'run: [say]\n',
    });
    const { result, changes } = await all.judge();
    expect([changes['a/sees'], result.withoutTeeth]).toEqual(['not-affected', undefined]);
    const one = world({ 'a.yml': evalWith('{ patch: _bad.patch, cases: [blind] }') });
    expect((await one.judge({ only: ['a/sees'] })).changes).toEqual({ 'a/sees': 'passes' });
  });
});
