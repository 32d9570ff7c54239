import { join } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const ECHO = 'cat "$1"';
const evalOf = (cases: string, run = '[sh, say.sh]'): string => `run: ${run}\ncases:\n${cases}`;

describe('a command eval', () => {
  it('finds nothing broken, and runs base for nothing', async () => {
    const repository = pullRequest(
      { 'say.sh': 'echo hello', 'evals/say.yml': evalOf('  hi: { stdout: "hello\\n" }\n') },
      { 'note.md': 'x' },
    );
    const { code, result, changes } = await judged(repository.root);
    expect([code, result.verdict, changes]).toEqual([0, 'nothing-broke', { 'say/hi': 'passes' }]);
    expect(result.cases[0]?.trials).toEqual({ base: { passed: 0, failed: 0 }, head: { passed: 1, failed: 0 } });
  });

  it('says what broke, confirmed on both sides, with what each did', async () => {
    const evals = { 'evals/say.yml': evalOf('  hi: { args: [a, "b c"], stdout: "hello\\n" }\n  ok: { exit: any }\n') };
    const repository = pullRequest({ 'say.sh': 'echo hello', ...evals }, { 'say.sh': 'echo goodbye >&2; exit 3' });
    const run = await judged(repository.root);
    expect([run.code, run.result.verdict, run.result.next]).toEqual([1, 'broke', 'agent']);
    expect(run.changes).toEqual({ 'say/hi': 'broke', 'say/ok': 'passes' });
    expect(run.case('say/hi')).toMatchObject({
      gate: 'block',
      trials: { base: { passed: 3, failed: 0 }, head: { passed: 0, failed: 2 } },
      base: { ending: 'exited 0', stdout: 'hello\n' },
      head: { ending: 'exited 3', stderr: 'goodbye\n' },
      reproduce: "sh say.sh a 'b c'",
    });
  });

  it('is judged by base, whatever the pull request makes of its evals; its own version is shown', async () => {
    const base = { 'say.sh': 'echo hello', 'evals/say.yml': evalOf('  hi: { stdout: "hello\\n" }\n') };
    const head = {
      'say.sh': 'echo bye',
      'evals/say.yml': evalOf('  hi: { stdout: "bye\\n" }\n'),
      'evals/new.yml': 'run: "true"\n',
    };
    const { code, result, changes } = await judged(pullRequest(base, head).root);
    expect([code, changes]).toEqual([1, { 'say/hi': 'broke' }]);
    expect(result.integrity.changedEvals).toEqual(['say']);
    expect(result.proposed).toEqual([
      { id: 'new/run', eval: 'new', how: 'added', outcome: 'passed' },
      { id: 'say/hi', eval: 'say', how: 'edited', outcome: 'passed' },
    ]);
  });

  it('is judged by base when the pull request deletes it', async () => {
    const base = { 'say.sh': 'echo hello', 'evals/say.yml': evalOf('  hi: { stdout: "hello\\n" }\n') };
    const { code, changes } = await judged(pullRequest(base, { 'say.sh': 'echo bye', 'evals/say.yml': null }).root);
    expect([code, changes]).toEqual([1, { 'say/hi': 'broke' }]);
  });

  it('takes what fails on base too for what it is', async () => {
    const evals = {
      'evals/say.yml': evalOf('  hi: { stdout: "hello\\n" }\n  mended: { args: [x], stdout: "x\\n" }\n'),
    };
    const repository = pullRequest({ 'say.sh': 'echo nothing', ...evals }, { 'say.sh': 'echo $1' });
    const { code, changes } = await judged(repository.root, '--full-base');
    expect([code, changes]).toEqual([0, { 'say/hi': 'still-fails', 'say/mended': 'fixed' }]);
  });

  it('calls a case flaky that fails once on head and then no more', async () => {
    const counter = join(temporaryFolder(), 'count');
    const script = `echo x >> ${counter}; [ "$(wc -l < ${counter})" -ne 1 ]`;
    const repository = pullRequest({ 'say.sh': 'true', 'evals/say.yml': 'run: sh say.sh\n' }, { 'say.sh': script });
    const { code, changes } = await judged(repository.root);
    expect([code, changes]).toEqual([0, { 'say/run': 'flaky' }]);
  });

  it('fails on head when the program does not start there alone', async () => {
    const repository = pullRequest(
      { tool: '#!/bin/sh\n', 'evals/say.yml': 'setup: chmod +x tool || true\nrun: [./tool]\n' },
      { tool: null },
    );
    const { code, changes } = await judged(repository.root);
    expect([code, changes]).toEqual([1, { 'say/run': 'broke' }]);
  });

  it('could not tell when the program starts on neither side', async () => {
    const repository = pullRequest({ 'evals/say.yml': 'run: [no-such-program]\n' }, { 'note.md': 'x' });
    const { code, changes, result } = await judged(repository.root);
    expect([code, changes, result.verdict]).toEqual([2, { 'say/run': 'unmeasured' }, 'could-not-tell']);
    expect(result.cases[0]?.why).toContain('no-such-program');
  });

  it('breaks by a timeout on head alone', async () => {
    const repository = pullRequest(
      { 'say.sh': 'true', 'evals/say.yml': 'run: sh say.sh\ntimeout: 1s\n' },
      { 'say.sh': 'sleep 30' },
    );
    const run = await judged(repository.root);
    expect([run.code, run.case('say/run').head?.ending]).toEqual([1, 'timed out after 1 s']);
  });

  it('gives every trial the same clean tree, home and temp folder', async () => {
    const script =
      'ls -A . "$HOME" "$TMPDIR" | sort; touch left "$HOME/left" "$TMPDIR/left"; echo changed > say.sh.bak; rm -f other';
    const cases =
      '  a: { stdout: { not-contains: left } }\n  b: { stdout: { not-contains: left, contains: other } }\n  c: { stdout: { contains: other } }\n';
    const repository = pullRequest({ 'say.sh': script, other: '', 'evals/say.yml': evalOf(cases) }, { 'note.md': 'x' });
    expect((await judged(repository.root, '--trials', '3')).code).toBe(0);
  });

  it('compares with what base does where it is asked to', async () => {
    const evals = evalOf(
      "  same: { args: [x], same-as-base: { ignore: ['\\d+ms'] } }\n  stream: { args: [y], stdout: { same-as-base: true } }\n",
    );
    const base = {
      'say.sh': 'echo "$1 took $(date +%N)ms in $(pwd)"; [ "$1" = x ]',
      'evals/say.yml': evals.replace('stream: { args: [y],', 'stream: { args: [y], exit: any,'),
    };
    const repository = pullRequest(base, { 'say.sh': 'echo "$1 took $(date +%N)ms in $(pwd)"; [ "$1" = y ]' });
    const { code, changes } = await judged(repository.root);
    expect([code, changes]).toEqual([0, { 'say/same': 'changed', 'say/stream': 'flaky' }]);
  });

  it("asks a grader program of base, which the pull request's own cannot replace", async () => {
    const grader = (pass: boolean): string =>
      `process.stdin.on('data', () => {}).on('end', () => console.log('{"pass":${pass},"because":"as told"}'))`;
    const evals = {
      'evals/_graders/g.js': grader(false),
      'evals/say.yml': 'run: echo hi\ncases:\n  a: { script: [node, evals/_graders/g.js] }\n',
    };
    const { changes } = await judged(pullRequest(evals, { 'evals/_graders/g.js': grader(true) }).root);
    expect(changes).toEqual({ 'say/a': 'still-fails' });
  });

  it('writes the files of a case, and reads what the program wrote', async () => {
    const cases = '  a: { args: [in/a.txt], files: { in/a.txt: "text\\n" }, output-files: { out.txt: "text\\n" } }\n';
    const repository = pullRequest(
      { 'say.sh': `${ECHO} > out.txt`, 'evals/say.yml': evalOf(cases) },
      { 'say.sh': 'true' },
    );
    const run = await judged(repository.root);
    expect(run.changes).toEqual({ 'say/a': 'broke' });
    expect(run.case('say/a').because[0]?.summary).toContain('out.txt');
  });
});

describe('what stands on what', () => {
  const base = {
    'a.sh': 'echo a',
    'b.sh': 'sh a.sh',
    'evals/a.yml': 'run: sh a.sh\ncases: { one: { stdout: "a\\n" } }\n',
    'evals/b.yml': 'needs: [a]\nrun: sh b.sh\ncases: { one: { stdout: "a\\n" }, two: { exit: 0 } }\n',
  };

  it('blames the foundation, and reruns nothing that stands on it', async () => {
    const run = await judged(pullRequest(base, { 'a.sh': 'echo b' }).root);
    expect(run.changes).toEqual({ 'a/one': 'broke', 'b/one': 'blocked', 'b/two': 'passes' });
    expect(run.case('b/one')).toMatchObject({
      blockedBy: 'a',
      gate: 'none',
      trials: { base: { passed: 0, failed: 0 } },
    });
  });

  it('finds a setup that works on base alone to be one break', async () => {
    const evals = {
      'evals/a.yml': 'setup: sh build.sh\nrun: sh a.sh\n',
      'evals/b.yml': 'setup: sh build.sh\nrun: sh a.sh\n',
    };
    const {
      code,
      changes,
      case: find,
    } = await judged(
      pullRequest({ 'build.sh': 'true', 'a.sh': 'true', ...evals }, { 'build.sh': 'echo no compiler >&2; exit 7' })
        .root,
    );
    expect([code, changes]).toEqual([1, { 'a/(setup)': 'broke', 'a/run': 'blocked', 'b/run': 'blocked' }]);
    expect(find('a/(setup)').because[0]?.summary).toContain('no compiler');
  });

  it('could not tell when the setup works on neither side', async () => {
    const { code, changes } = await judged(
      pullRequest({ 'evals/a.yml': 'setup: exit 7\nrun: "true"\n' }, { x: 'y' }).root,
    );
    expect([code, changes]).toEqual([2, { 'a/run': 'unmeasured' }]);
  });

  it('leaves out what cannot be affected, and counts it as measured', async () => {
    const files = { 'src/a': '1', 'evals/a.yml': 'paths: [src/**]\nrun: "false"\n', 'evals/b.yml': 'run: "true"\n' };
    const { code, changes } = await judged(pullRequest(files, { 'docs/x.md': 'x' }).root);
    expect([code, changes]).toEqual([0, { 'a/run': 'not-affected', 'b/run': 'passes' }]);
  });
});

describe('a setup with a cache', () => {
  it('runs once for both sides while the files of its key are the same, and again when they differ', async () => {
    const log = join(temporaryFolder(), 'log');
    const setup = `setup: { run: 'echo ran >> ${log}; mkdir -p deps; cp lock deps/lock', cache: { key: [lock], keep: [deps] } }`;
    const evals = { 'evals/a.yml': `${setup}\nrun: cat deps/lock\ncases: { one: { same-as-base: true } }\n` };
    const count = async (): Promise<number> =>
      (await import('node:fs')).readFileSync(log, 'utf8').split('\n').length - 1;
    const same = pullRequest({ lock: '1', ...evals }, { 'x.md': 'y' });
    await judged(same.root);
    expect(await count()).toBe(1);
    await judged(same.root);
    expect(await count()).toBe(1);
    same.commit('other lock', { lock: '2' });
    const { changes } = await judged(same.root);
    expect([await count(), changes]).toEqual([2, { 'a/one': 'changed' }]);
  });
});
