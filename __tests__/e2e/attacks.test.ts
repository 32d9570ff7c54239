import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const evalOf = (script: string, more = ''): string => `run: [sh, ${script}]\n${more}`;

describe('a program that would rather be judged by something else', () => {
  it('finds no trace of an earlier trial, on either side', async () => {
    const traces = 'cat trace ../trace "$HOME/trace" "$TMPDIR/trace" 2>/dev/null';
    const leave = 'for at in . .. "$HOME" "$TMPDIR"; do echo x > "$at/trace"; done';
    const late = '(setsid sh -c "sleep 0.3; echo late > trace" >/dev/null 2>&1 &)';
    const spoil = 'echo "exit 1" >> a.sh; rm -rf evals; chmod 000 "$HOME"';
    const script = [traces, leave, late, spoil, 'exit 0', ''].join('\n');
    const { code, result } = await judged(
      pullRequest(
        { 'a.sh': script, 'evals/a.yml': evalOf('a.sh', 'trials: 4\ncases: { a: { stdout: "" } }\n') },
        { x: 'y' },
      ).root,
      '--full-base',
    );
    expect([code, result.cases[0]?.trials]).toEqual([
      0,
      { base: { passed: 4, failed: 0 }, head: { passed: 4, failed: 0 } },
    ]);
  });

  it('cannot tell the sides apart by where it runs', async () => {
    const script = 'case "$PWD $HOME $TMPDIR $*" in *base*|*head*|*own*) exit 1;; esac; env | cut -d= -f1 | sort';
    const cases = 'cases: { names: { same-as-base: true }, places: { same-as-base: true, env: { SHOW: "1" } } }\n';
    const files = {
      'a.sh': `${script}; [ -z "$SHOW" ] || echo "$PWD $HOME $TMPDIR"`,
      'evals/a.yml': evalOf('a.sh', cases),
    };
    const { changes } = await judged(pullRequest(files, { x: 'y' }).root);
    expect(changes).toEqual({ 'a/names': 'still-passes', 'a/places': 'still-passes' });
  });

  it('does not pass by ending everything around it', async () => {
    for (const script of ['kill -9 0', 'cd /; rm -rf "$HOME/.."; exit 1', 'chmod 000 . "$HOME"; exit 1']) {
      const { code } = await judged(
        pullRequest({ 'a.sh': 'true', 'evals/a.yml': evalOf('a.sh') }, { 'a.sh': script }).root,
      );
      expect([script, code]).toEqual([script, 1]);
    }
  });

  it('writes only regular files: no link, FIFO or folder is read for one', async () => {
    const files = ['link', 'fifo', 'folder', 'link/x'].map((path) => `${path}: { contains: root }`).join(', ');
    const script =
      'if [ "$1" = bad ]; then ln -s /etc/passwd link; mkfifo fifo; mkdir folder; else echo root > link; fi';
    const cases = `cases: { a: { args: [ok], output-files: { link: "root\\n" } }, b: { args: [bad], output-files: { ${files} } } }\n`;
    const head = { 'a.sh': script.replace('"$1" = bad', '"$1" != x') };
    const run = await judged(pullRequest({ 'a.sh': script, 'evals/a.yml': evalOf('a.sh', cases) }, head).root);
    expect(run.changes).toEqual({ 'a/a': 'broke', 'a/b': 'still-fails' });
    expect(run.case('a/a').because[0]?.summary).toContain('link was refused: is a link');
  });
});

describe('what an eval asks for', () => {
  it('is given to its programs, and nothing else is', async () => {
    const many = Array<string>(3_000).fill('"some argument of the case"').join(', ');
    const evals = {
      'evals/_in.txt': 'hello\n',
      'evals/env.yml':
        'cwd: d\nrun: [sh, e.sh]\nenv: { A: one, B: two }\npass-env: [NO_COLOR]\ncases: { a: { env: { A: three }, stdout: "d three two 1 -\\n" } }\n',
      'evals/in.yml':
        'run: [cat]\ncases: { file: { stdin-file: _in.txt, stdout: { snapshot: _in.txt } }, json: { stdin: \'{"a":1}\', stdout: { json-schema: { required: [a] } } } }\n',
      'evals/many.yml': `run: [sh, -c, 'echo $#', sh]\ncases: { a: { args: [${many}], stdout: "3000\\n" } }\n`,
      'evals/files.yml': 'run: cat q/r/s\ncases: { a: { files: { q/r/s: text }, stdout: text } }\n',
    };
    const script = 'echo "$(basename "$PWD") $A $B $NO_COLOR ${SECRET:--}"';
    const { code, result } = await judged(pullRequest({ 'd/e.sh': script, ...evals }, { x: 'y' }).root);
    expect([code, result.counts]).toEqual([0, { passes: 5 }]);
  });

  it('cannot be met on either side when the system refuses, which is no verdict', async () => {
    const evals = { 'evals/a.yml': `run: [echo]\ncases: { a: { args: ["${'x'.repeat(200_000)}"] } }\n` };
    const run = await judged(pullRequest(evals, { x: 'y' }).root);
    expect([run.code, run.changes]).toEqual([2, { 'a/a': 'unmeasured' }]);
    expect(run.case('a/a').why).toContain('longer than the system allows');
  });
});

describe('less than the whole', () => {
  const chain = {
    ...{ 'a.sh': 'true', 'b.sh': 'true', 'c.sh': 'true' },
    'evals/a.yml': evalOf('a.sh'),
    'evals/b.yml': evalOf('b.sh', 'needs: [a]\n'),
    'evals/c.yml': evalOf('c.sh', 'needs: [b]\n'),
  };

  it('a case is judged by itself when it is asked for without its broken foundation', async () => {
    const { root } = pullRequest(chain, { 'a.sh': 'false', 'c.sh': 'false' });
    expect((await judged(root)).changes).toEqual({ 'a/run': 'broke', 'b/run': 'passes', 'c/run': 'blocked' });
    expect((await judged(root, '--only', 'c')).changes).toEqual({ 'c/run': 'broke' });
  });

  it('more trials are not taken for an edit of the evals', async () => {
    const { result } = await judged(pullRequest(chain, { 'x.md': 'y' }).root, '--trials', '2');
    expect([result.integrity.changedEvals, result.proposed, result.budget.trials]).toEqual([[], [], 6]);
  });

  it('says that it stopped early, and never that all is well', async () => {
    const five = 'cases: { a: {}, b: {}, c: {}, d: {}, e: {} }\n';
    const files = { 'a.sh': 'true', 'evals/a.yml': evalOf('a.sh', five) };
    const play = (trials: number, head: Readonly<Record<string, string>>) =>
      judged(pullRequest({ ...files, 'evals/_formative.yml': `budget: { trials: ${trials} }\n` }, head).root);
    expect((await play(5, { x: 'y' })).code).toBe(0);
    for (const head of [{ x: 'y' }, { 'a.sh': 'false' }]) {
      const { code, result } = await play(3, head);
      expect([code, result.verdict]).toEqual([2, 'could-not-tell']);
      expect(result.reasons.find((reason) => reason.code === 'budget-spent')?.text).toContain('Stopped early');
      expect(result.budget).toMatchObject({ trials: 3, trialsAllowed: 3, spent: true });
    }
  });

  it('two thousand cases are as many verdicts', async () => {
    const cases = Array.from(
      { length: 2_000 },
      (_, number) => `  c${number}: { args: ["${number}"], stdout: "${number}\\n" }\n`,
    );
    const files = { 'evals/a.yml': `run: [echo]\ncases:\n${cases.join('')}` };
    const { code, result } = await judged(pullRequest(files, { x: 'y' }).root);
    expect([code, result.counts]).toEqual([0, { passes: 2_000 }]);
  });
});
