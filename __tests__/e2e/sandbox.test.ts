import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { ResultSchema, type Result } from '../../src/core/report/result.js';
import { start } from '../support/action-run.js';
import { FORMATIVE, pullRequest, USER } from '../support/cli.js';
import { startDocker } from '../support/sandbox/docker-daemon.js';
import { heldBy, openHere } from '../support/sandbox/opened-sandboxes.js';
import { removeTemporaries, temporaryFolder, type TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(180_000);

const sentinel = randomBytes(16).toString('hex');
const atHome = join(homedir(), `.formative-test-${sentinel.slice(0, 8)}`);
afterAll(() => {
  rmSync(atHome, { force: true });
  removeTemporaries();
});

/** Says what it finds: the secret in the environments, command lines and files of all, and any history of git. */
const SPY = `printf %s%s "$2" "$3" >"$TMPDIR/needle"
{ env; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline "$1" /proc/[0-9]*/root"$1"; } 2>/dev/null | grep -aqf "$TMPDIR/needle" && echo found the secret
env | grep -e GITHUB -e INPUT -e RUNNER -e ACTIONS
find / -path /proc -prune -o -path /usr -prune -o -name '*formative-test*' -print 2>/dev/null
git rev-parse HEAD 2>/dev/null
echo looked
`;

async function run(repository: TemporaryRepository, ...args: readonly string[]): Promise<Result> {
  const json = join(temporaryFolder(), 'result.json');
  const [node, cli] = FORMATIVE;
  const env = { ...USER, GITHUB_TOKEN: sentinel, INPUT_TOKEN: sentinel, RUNNER_TEMP: temporaryFolder() };
  const ended = await start(node, [cli, 'run', '--quiet', '--json', json, ...args], { cwd: repository.root, env });
  expect(ended.stdout + ended.stderr).not.toContain(sentinel);
  const text = readFileSync(json, 'utf8');
  expect(text).not.toContain(sentinel);
  return ResultSchema.parse(JSON.parse(text));
}

describe('the command line, with a sandbox', () => {
  it('judges as ever, and what spies finds nothing', async () => {
    writeFileSync(atHome, sentinel, { mode: 0o644 });
    chmodSync(atHome, 0o644);
    const args = [atHome, sentinel.slice(0, 16), sentinel.slice(16)].map((one) => `"${one}"`).join(', ');
    const evals = { 'evals/spy.yml': `run: [sh, spy.sh, ${args}]\ncases: { spy: { stdout: "looked\\n" } }\n` };
    const grown = {
      'evals/say.yml': 'setup: echo built > built\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
      'evals/graded.yml': 'run: [echo, x]\ncases: { one: { script: [sh, evals/_graders/net.sh] } }\n',
      'evals/_graders/net.sh': `grep -v -e lo: -e '|' /proc/net/dev && exit 1; echo '{"pass": true, "because": "no network"}'\n`,
    };
    const base = { ...evals, ...grown, 'spy.sh': 'echo looked', 'say.sh': '[ -e built ] && echo hello' };
    const result = await run(pullRequest(base, { 'spy.sh': SPY, 'say.sh': 'echo bye' }), '--sandbox', 'required');
    const changes = Object.fromEntries(result.cases.map(({ id, change }) => [id, change]));
    expect(result.sandbox).toMatch(/^(sudo )?(unshare|bwrap)$/);
    expect(changes).toEqual({ 'say/hi': 'broke', 'graded/one': 'passes', 'spy/spy': 'passes' });
    expect(result.verdict).toBe('broke');
  });

  /** What the others are made with is out of the way for this process alone. */
  if (process.geteuid?.() === 0)
    it('judges as ever in the last one that there is, Docker', async () => {
      const daemon = await startDocker();
      try {
        const evals = {
          'evals/say.yml': 'setup: echo built > built\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
        };
        const repository = pullRequest({ ...evals, 'say.sh': '[ -e built ] && echo hello' }, { 'say.sh': 'echo bye' });
        const hide = 'for tool in bwrap unshare; do mount --bind /dev/null /usr/bin/$tool || exit 99; done; exec "$@"';
        const command = ['--mount', 'sh', '-c', hide, 'sh', ...FORMATIVE, 'run', '--quiet', '--sandbox', 'required'];
        const env = { ...USER, DOCKER_HOST: daemon.host };
        const ended = await start('unshare', [...command, '--json', '-'], { cwd: repository.root, env });
        const result = ResultSchema.parse(JSON.parse(ended.stdout));
        expect([ended.code, result.sandbox, result.verdict]).toEqual([1, 'docker', 'broke']);
        expect(result.cases.map(({ id, change }) => [id, change])).toEqual([['say/hi', 'broke']]);
        expect(daemon.docker('ps', '--all', '--quiet')).toBe('');
      } finally {
        await daemon.stop();
      }
    });

  it('is preferred by itself', async () => {
    const result = await run(pullRequest({ 'evals/a.yml': 'run: "true"\n' }, { 'note.md': 'x' }));
    expect([result.verdict, result.sandbox === 'none']).toEqual(['nothing-broke', false]);
  });

  it('runs nothing where none holds, and says how to get one: as inside of another sandbox', async () => {
    const sandboxes = openHere();
    const [outer] = await heldBy(sandboxes);
    if (outer === undefined) throw new Error('no sandbox holds on this machine');
    const folder = temporaryFolder();
    const { owner } = outer;
    const [node, cli] = FORMATIVE;
    const repository = pullRequest({ 'evals/a.yml': 'run: touch ran\n' }, { 'note.md': 'x' });
    const script = `cp -r ${repository.root} copy && cd copy && ${node} ${cli} run --sandbox required --quiet --json -`;
    chmodSync(repository.root, 0o755);
    if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
    const rest = { stdin: '', timeout: 100, network: false, maxOutput: 2 ** 20 };
    const env = { ...USER, HOME: folder, TMPDIR: folder };
    const writable = [folder, repository.root, join(cli, '../..')];
    const ran = await outer.run({ argv: ['/bin/sh', '-c', script], cwd: folder, env, ...rest, writable });
    sandboxes.closeNow();
    expect(ran.ending).toEqual({ kind: 'exited', code: 2 });
    const result = ResultSchema.parse(JSON.parse(ran.stdout.data));
    expect([result.verdict, result.sandbox, result.budget.trials]).toEqual(['could-not-tell', 'none held', 0]);
    expect(result.reasons[0]).toMatchObject({ code: 'no-sandbox' });
    expect(JSON.stringify(result.reasons)).toContain('apt-get install bubblewrap');
  });
});
