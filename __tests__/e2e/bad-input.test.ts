import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { start } from '../support/action-run.js';
import { FORMATIVE, formative, judged, pullRequest, USER } from '../support/cli.js';
import { removeTemporaries, TemporaryRepository, temporaryFolder } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const EVAL = { 'a.sh': 'true', 'evals/a.yml': 'run: [sh, a.sh]\n' };

/** What `formative` says of a mistake: all of it on standard error, with a way out, and exit 2. */
async function mistakes(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await formative(cwd, ...args);
  expect([code, stdout]).toEqual([2, '']);
  return stderr.trimEnd().split('\n');
}

describe('an installation', () => {
  const [node, cli] = FORMATIVE;

  it('of which a file is missing is no verdict', async () => {
    const folder = temporaryFolder();
    copyFileSync(cli, join(folder, 'cli.mjs'));
    const { code, stderr } = await start(node, [join(folder, 'cli.mjs'), 'help'], { cwd: folder, env: USER });
    expect([code, stderr]).toEqual([2, expect.stringContaining('command-line.js')]);
  });

  it('is reached through a link, as npm makes it', async () => {
    const link = join(temporaryFolder(), 'formative');
    symlinkSync(cli, link);
    const { code, stdout } = await start(node, [link, 'help'], { cwd: temporaryFolder(), env: USER });
    expect([code, stdout]).toEqual([0, expect.stringContaining('formative run')]);
  });
});

describe('arguments', () => {
  it('are all read before anything is said', async () => {
    const args = ['run', '--trils', '--trials', '0', '--evals', 'hed', '--json=-', '--html=-', 'extra', '--base'];
    expect(await mistakes(temporaryFolder(), ...args)).toEqual([
      '`formative run` takes no "extra"',
      expect.stringMatching(/^unknown option --trils, did you mean `(--)?trials`\?$/),
      '--base needs a value',
      '--trials: expected a whole number from 1 to 100, got "0"',
      '--evals: expected base, head, got "hed"',
      'only one report can go to standard output, got --json - and --html -',
      '',
      'Run `formative help` for all commands and options.',
    ]);
  });

  it.each([
    [['rnu'], 'There is no command `rnu`, did you mean `run`?'],
    [['--quiet'], 'No command was given.'],
  ])('name a command: %j', async (args, message) => {
    expect((await mistakes(temporaryFolder(), ...args))[0]).toBe(message);
  });

  it('name evals and cases that are there', async () => {
    const { root } = pullRequest(EVAL, { x: 'y' });
    expect(await mistakes(root, 'run', '--quiet', '--only', 'b', '--only', 'a/rum')).toEqual([
      'No eval or case is called "b", "a/rum".',
      '',
      'Evals on base: a.',
    ]);
  });
});

describe('a saved result', () => {
  it.each([
    ['nowhere.json', undefined, 'nowhere.json could not be read: ENOENT'],
    ['.', undefined, '. could not be read: EISDIR'],
    ['cut.json', '{"schema":', 'cut.json: This is not a result of formative: it is not JSON.'],
    ['other.json', '{"schema":"formative.result/9"}', 'other.json: This is not a result of formative:'],
  ])('that is none is named: %s', async (name, text, message) => {
    const folder = temporaryFolder();
    if (text !== undefined) writeFileSync(join(folder, name), text);
    expect((await mistakes(folder, 'report', name))[0]).toContain(message);
  });
});

describe('a report that cannot be written', () => {
  it('takes nothing from the verdict, nor from the other reports', async () => {
    const { root } = pullRequest(EVAL, { 'a.sh': 'false' });
    const html = join(temporaryFolder(), 'new', 'report.html');
    const args = ['run', '--sandbox', 'off', '--quiet', '--json', '/proc/none/x.json', '--html', html];
    const { code, stdout, stderr } = await formative(root, ...args);
    expect([code, stdout]).toEqual([2, expect.stringContaining('a/run')]);
    expect(stderr).toContain('/proc/none/x.json could not be written');
    expect(readFileSync(html, 'utf8')).toContain('a/run');
  });

  it('takes nothing from the verdict either when it is the reader that goes', async () => {
    const { root } = pullRequest(EVAL, { 'a.sh': 'false' });
    const [node, cli] = FORMATIVE;
    const script = `exec 3>&1; { "$0" "$1" run --sandbox off --quiet; echo "exit $?" >&3; } | true`;
    const run = await start('sh', ['-c', script, node, cli], { cwd: root, env: USER });
    expect([run.stdout, run.stderr]).toEqual(['exit 1\n', '']);
  });

  it('leaves the verdict untold when it is standard output that fails, and never calls that a break', async () => {
    const { root } = pullRequest(EVAL, { 'a.sh': 'false' });
    const [node, cli] = FORMATIVE;
    const script = 'exec "$0" "$1" run --sandbox off --quiet > /dev/full';
    const run = await start('sh', ['-c', script, node, cli], { cwd: root, env: USER });
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('ENOSPC')]);
  });
});

describe('evals', () => {
  it('that base has none of are a verdict of its own, with what is proposed', async () => {
    const { code, result, stdout } = await judged(pullRequest({ x: '1' }, EVAL).root);
    expect([code, result.verdict, result.reasons]).toMatchObject([2, 'could-not-tell', [{ code: 'no-evals-on-base' }]]);
    expect(result.proposed).toEqual([{ id: 'a/run', eval: 'a', how: 'added', outcome: 'passed' }]);
    expect(stdout).toContain('base has no evals yet');
  });

  it('show every mistake of every file', async () => {
    const { root } = pullRequest(
      {
        'evals/empty.yml': '',
        'evals/a.yml': 'run: "true"\ncases: { b: {} }\n',
        'evals/a/b.yml': 'run: "true"\n',
        'evals/twice.yml': 'run: "true"\n',
        'evals/twice.yaml': 'run: "true"\n',
        'evals/args.yml': 'run: node cli.js\ncases: { a: { args: [x] } }\n',
        'evals/bomb.yml': bomb(),
        'evals/large.yml': `# ${'x'.repeat(10 * 1024 * 1024)}\nrun: "true"\n`,
      },
      { x: 'y' },
    );
    const found = await mistakes(root, 'run', '--quiet');
    for (const message of [
      'evals/empty.yml:1:1: the file is empty, expected a map of fields',
      'evals/a.yml:2:10: the case `a/b` has the id of another eval file, expected a different name',
      'evals/twice.yml:1:1: `twice` is the id of evals/twice.yaml too, expected one file',
      expect.stringContaining('evals/args.yml:1:6: `run` drops the `args` of the case `a`'),
      expect.stringMatching(/^evals\/bomb\.yml:\d+:\d+: more than 50 aliases/),
      expect.stringMatching(/^evals\/large\.yml:1:1: the file has \d+ bytes, expected at most 1048576/),
      'Mend the lines above, then run `formative validate`.',
    ])
      expect(found).toContainEqual(message);
  });

  it('that are links show nothing of what they lead to', async () => {
    const secret = join(temporaryFolder(), 'secret');
    writeFileSync(secret, 'run: "echo s3cret"\n# s3cret\n');
    const repository = new TemporaryRepository();
    mkdirSync(join(repository.root, 'evals'));
    symlinkSync(secret, join(repository.root, 'evals/link.yml'));
    symlinkSync(secret, join(repository.root, 'evals/_fixture'));
    repository.commit('base', { 'evals/a.yml': 'run: [cat]\ncases: { a: { stdin-file: _fixture } }\n' });
    const found = await mistakes(repository.root, 'run', '--quiet', '--base', 'HEAD');
    expect(found.join('\n')).toContain('evals/link.yml:1:1: the file is a symbolic link, expected a regular file');
    expect(found.join('\n')).toContain('evals/a.yml:2:');
    expect(found.join('\n')).not.toContain('s3cret');
  });

  it('of the pull request alone may be as wrong as they like', async () => {
    const { code, result } = await judged(pullRequest(EVAL, { 'evals/bomb.yml': bomb() }).root);
    expect([code, result.notices]).toEqual([
      0,
      [expect.stringContaining("In the pull request's evals: evals/bomb.yml:")],
    ]);
  });
});

it('a case that writes a gigabyte costs neither its memory nor the verdict', async () => {
  const { root } = pullRequest(
    { ...EVAL, 'evals/a.yml': 'run: [sh, a.sh]\ntrials: 2\n' },
    { 'a.sh': 'yes | head -c 1000000000' },
  );
  const json = join(temporaryFolder(), 'result.json');
  const [node, cli] = FORMATIVE;
  const args = [cli, 'run', '--sandbox', 'off', '--quiet', '--json', json];
  const { code, most } = await watched(spawn(node, args, { cwd: root, env: USER, stdio: 'ignore' }));
  expect(code).toBe(1);
  expect(most).toBeLessThan(400);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    cases: [{ id: 'a/run', change: 'broke', head: { ending: 'was killed by output limit' } }],
  });
});

/** The exit code, and the largest memory that the process itself had, in MiB. */
async function watched(child: ReturnType<typeof spawn>): Promise<{ code: number | null; most: number }> {
  let most = 0;
  const look = setInterval(() => {
    const path = `/proc/${child.pid}/status`;
    const [, kilobytes = '0'] = (existsSync(path) && /VmHWM:\s*(\d+)/.exec(readFileSync(path, 'utf8'))) || [];
    most = Math.max(most, Number(kilobytes) / 1024);
  }, 20);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(look);
  return { code, most };
}

/** Nine lists, each of nine of the one before: half a billion strings, if anyone counts them out. */
function bomb(): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const lists = names.map((name, index) => {
    const before = names[index - 1];
    return `${name}: &${name} [${Array<string>(9)
      .fill(before === undefined ? 'x' : `*${before}`)
      .join(', ')}]\n`;
  });
  return `${lists.join('')}run: "true"\n`;
}
