import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { start } from '../support/action-run.js';
import { FORMATIVE, judged, pullRequest, USER } from '../support/cli.js';
import { removeTemporaries, type TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(60_000);
afterAll(removeTemporaries);

/** A foundation, what stands on it, and one that never ends. */
const BASE = {
  'tokenise.sh': 'echo tokens',
  'dates.sh': 'echo dates',
  'endless.sh': 'while :; do sleep 0.1 $MARK; done',
  'evals/tokenise.yml': 'run: [sh, tokenise.sh]\ncases: { words: { stdout: "tokens\\n" } }\n',
  'evals/dates.yml': 'needs: [tokenise]\nrun: [sh, dates.sh]\ncases: { iso: { stdout: "dates\\n" } }\n',
};

function endless(): { readonly files: Readonly<Record<string, string>>; readonly mark: string } {
  const mark = `0.0${Math.floor(performance.now() * 1000)}${process.pid}`;
  const files = {
    ...BASE,
    'endless.sh': BASE['endless.sh'].replace('$MARK', mark),
    'evals/endless.yml': 'needs: [tokenise]\nrun: [sh, endless.sh]\ntimeout: 600\n',
  };
  return { files, mark };
}

/** Living processes with the mark in their command line. */
function marked(mark: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  });
}

/** The last run here saw that it takes long: no quick run begins it. */
function known({ root }: TemporaryRepository): void {
  const folder = join(root, '.git', 'formative');
  mkdirSync(folder, { recursive: true });
  const line = { schema: 'formative.lately/1', unit: 'endless/run', seconds: 600, failed: false };
  writeFileSync(join(folder, 'lately.jsonl'), `${JSON.stringify(line)}\n`);
}

describe('formative run --quick', () => {
  it('ends when its seconds are over, leaves nothing running, and does not begin again what took too long', async () => {
    const { files, mark } = endless();
    const { root } = pullRequest(files, { 'tokenise.sh': 'echo tokens # anew' });
    const started = performance.now();
    const first = await judged(root, '--quick', '10');
    expect((performance.now() - started) / 1000).toBeLessThan(20);
    expect(marked(mark)).toEqual([]);
    expect([first.code, first.result.verdict]).toEqual([2, 'could-not-tell']);
    expect(first.result.quick).toEqual({ seconds: 10, reached: 2, planned: 3 });
    expect(first.changes).toEqual({
      'endless/run': 'unmeasured',
      'tokenise/words': 'passes',
      'dates/iso': 'passes',
    });
    expect(first.stdout).toContain('nothing broke in the 2 of 3 cases and suites that 10 seconds reached');
    expect(first.stdout).toContain('Not reached, and so not known: endless/run. To run all of it, leave out --quick.');

    const again = await judged(root, '--quick', '11');
    expect([again.result.budget.trials, again.result.quick?.reached]).toEqual([2, 2]);
  });

  it('tells a break, how far the change works, and what it did not reach', async () => {
    const repository = pullRequest(endless().files, { 'dates.sh': 'echo broken' });
    known(repository);
    const { code, stdout, changes } = await judged(repository.root, '--quick', '60');
    expect([code, changes]).toEqual([
      1,
      { 'tokenise/words': 'passes', 'dates/iso': 'broke', 'endless/run': 'unmeasured' },
    ]);
    expect(stdout).toContain('Works through tokenise, first fails at dates.');
    expect(stdout).toContain('Not reached, and so not known: endless/run.');
  });
});

describe('the hook of the README', () => {
  const [hook = ''] = [...readFileSync('README.md', 'utf8').matchAll(/^```sh\n(#!\/bin\/sh\n[\s\S]*?)^```/gm)].map(
    ([, body = '']) => body,
  );

  function hooked(files: Readonly<Record<string, string>>): TemporaryRepository {
    const repository = pullRequest(files, {});
    const path = join(repository.root, '.git', 'hooks', 'pre-commit');
    const script = hook
      .replace('node ../formative/dist/cli.js', FORMATIVE.join(' '))
      .replace('--quick 30', '--quick 60 --sandbox off');
    writeFileSync(path, script);
    chmodSync(path, 0o755);
    return repository;
  }

  /** As a person commits: with `-a`, for which git keeps an index of its own while the hook runs. */
  function commit({ root }: TemporaryRepository) {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    return start('git', [...who, 'commit', '-q', '-a', '-m', 'change'], { cwd: root, env: USER });
  }

  it('stands in the README', () => {
    expect(hook).toContain('--quick 30');
  });

  it('refuses a commit that breaks something', async () => {
    const repository = hooked(BASE);
    const before = repository.git('rev-parse', 'HEAD');
    repository.write('dates.sh', 'echo broken');
    const { code, stdout, stderr } = await commit(repository);
    expect([code, repository.git('rev-parse', 'HEAD')]).toEqual([1, before]);
    expect(stdout + stderr).toContain('No longer works: dates/iso');
  });

  it('lets pass what works, and what it did not reach', async () => {
    const repository = hooked(endless().files);
    known(repository);
    repository.write('dates.sh', 'echo dates # anew');
    const { code, stdout, stderr } = await commit(repository);
    expect([code, repository.git('log', '-1', '--format=%s')]).toEqual([0, 'change']);
    expect(stdout + stderr).toContain('nothing broke in the 2 of 3 cases and suites');
  });
});
