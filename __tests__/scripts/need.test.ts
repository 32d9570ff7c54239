import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { start } from '../support/action-run.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';

const ROOT = 'echo 0';
const SOMEONE = 'echo 1000';
/** Notes how it was called, and puts every package's program in place. */
const APT = `echo "$DEBIAN_FRONTEND apt-get $*" >> "$LOG"
[ "$1" = update ] && exit 0
for it in "$@"; do [ "$it" = cmark-gfm ] || [ "$it" = chromium ] && ln -s /bin/true "$BIN/$it"; done; exit 0`;

let bin: string;
let log: string;
beforeEach(() => {
  bin = temporaryFolder();
  log = join(temporaryFolder(), 'log');
  for (const name of ['env', 'true', 'ln']) symlinkSync(join('/usr/bin', name), join(bin, name));
});
afterAll(removeTemporaries);

function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

function need(...names: readonly string[]): ReturnType<typeof start> {
  const env = { PATH: bin, LOG: log, BIN: bin };
  return start(process.execPath, [resolve('scripts/need.mjs'), ...names], { cwd: bin, env });
}

function calls(): readonly string[] {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
}

describe('what is there', () => {
  it('is left alone, without a word', async () => {
    program('cmark-gfm', '');
    program('chromium', '');
    program('apt-get', APT);
    expect(await need('chromium', 'cmark-gfm')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(calls()).toEqual([]);
  });

  it('may be the same browser by another name', async () => {
    program('google-chrome', '');
    expect(await need('chromium')).toMatchObject({ code: 0, stderr: '' });
  });

  it('is a program, not a folder or a file that cannot be started', async () => {
    writeFileSync(join(bin, 'cmark-gfm'), '');
    expect(await need('cmark-gfm')).toMatchObject({ code: 1 });
  });
});

describe('what is missing', () => {
  it('is installed by root, and said in one line', async () => {
    program('id', ROOT);
    program('apt-get', APT);
    const { code, stderr } = await need('chromium', 'cmark-gfm');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'need: installing chromium, fonts-noto-color-emoji, cmark-gfm\n',
    });
    expect(calls()).toEqual([
      'noninteractive apt-get update',
      'noninteractive apt-get install -y --no-install-recommends chromium fonts-noto-color-emoji cmark-gfm',
    ]);
  });

  it('is installed through sudo that asks no password', async () => {
    program('id', SOMEONE);
    program('apt-get', APT);
    program('sudo', 'echo "sudo $1" >> "$LOG"; shift; exec "$@"');
    expect(await need('cmark-gfm')).toMatchObject({ code: 0 });
    expect(calls()).toEqual([
      'sudo -n',
      'sudo -n',
      'noninteractive apt-get update',
      'sudo -n',
      'noninteractive apt-get install -y --no-install-recommends cmark-gfm',
    ]);
  });

  it.each([
    ['there is no sudo', undefined],
    ['sudo would ask for a password', 'echo "a password is required" >&2; exit 1'],
  ])('fails with the line to type where %s', async (_, sudo) => {
    program('id', SOMEONE);
    program('apt-get', APT);
    if (sudo !== undefined) program('sudo', sudo);
    const { code, stderr } = await need('cmark-gfm');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Missing: cmark-gfm. Type:\n' +
        '  sudo apt-get update && sudo apt-get install -y --no-install-recommends cmark-gfm\n',
    );
    expect(calls()).toEqual([]);
  });

  it("shows apt-get's own words when it fails", async () => {
    program('id', ROOT);
    program('apt-get', 'echo "E: no such mirror" >&2; exit 100');
    const { code, stderr } = await need('cmark-gfm');
    expect(code).toBe(1);
    expect(stderr).toMatch(/E: no such mirror\n\napt-get update failed\. Missing: cmark-gfm\. Type:\n {2}sudo apt-get/);
  });

  it('does not believe apt-get: the program has to be there', async () => {
    program('id', ROOT);
    program('apt-get', 'exit 0');
    const { code, stderr } = await need('cmark-gfm');
    expect(code).toBe(1);
    expect(stderr).toContain('there is still no cmark-gfm on PATH');
  });

  it('names the packages where there is no apt-get', async () => {
    const { code, stderr } = await need('chromium');
    expect(code).toBe(1);
    expect(stderr).toContain('no apt-get here: install chromium, fonts-noto-color-emoji');
  });
});

it.each([[[]], [['emacs']], [['constructor']]])('asks for programs it knows: %j', async (names) => {
  const { code, stderr } = await need(...names);
  expect(code).toBe(1);
  expect(stderr).toBe(
    'usage: need.mjs PROGRAM…, each one of: chromium, pytest, bwrap, dockerd, sudo, setpriv, cmark-gfm\n',
  );
});
