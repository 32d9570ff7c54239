import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { afterAll, expect, it, jest } from '@jest/globals';

import { AuditSchema } from '../../src/core/audit/audit.js';
import { formative, FORMATIVE, USER } from '../support/cli.js';
import { pictureOf } from '../support/disk-picture.js';
import { removeTemporaries, temporaryFolder, TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

/** Line 2 is tested, line 5 is not; one eval never fails. */
function repository(): TemporaryRepository {
  const made = new TemporaryRepository();
  made.commit('base', {
    'greet.sh': '#!/bin/sh\nif [ "$1" = "" ] && exit 3; then :; fi\necho "hello $1"\n',
    'count.py': 'import sys\n\nprint(len(sys.argv) + 1)\n\n\ndef untested(a):\n    return a and 1\n',
    'evals/greet.yml': 'run: [sh, greet.sh]\ncases: { ada: { args: [Ada], stdout: "hello Ada\\n" } }\n',
    'evals/toothless.yml': 'run: sh greet.sh Bob; pwd\n',
  });
  return made;
}

it('names the lines that no eval would miss and the eval without teeth, and leaves the checkout alone', async () => {
  const { root } = repository();
  const before = pictureOf(root);
  const json = join(temporaryFolder(), 'audit.json');
  const { code, stdout } = await formative(root, 'audit', '--sandbox', 'off', '--seed', 's', '--json', json);
  const found = AuditSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
  const fates = found.mutants.map(({ path, line, what, fate }) => `${path}:${line} ${what} ${fate}`).sort();
  expect(code).toBe(0);
  expect(fates).toEqual([
    'count.py:3 constant-changed not-noticed',
    'count.py:3 statement-deleted not-noticed',
    'count.py:7 and-or-swapped not-noticed',
    'count.py:7 constant-changed not-noticed',
    'count.py:7 nothing-returned not-noticed',
    'greet.sh:2 and-or-swapped noticed',
    'greet.sh:2 constant-changed not-noticed',
    'greet.sh:3 line-deleted noticed',
  ]);
  expect(found.mutants.flatMap(({ by = [] }) => by)).toEqual(['greet/ada', 'greet/ada']);
  // Where its tree lies is told by the eval without teeth, and is no difference.
  expect(found.mutants.filter(({ shows }) => shows !== undefined)).toEqual([]);
  expect(stdout).toContain('The evals noticed 2 of 8 mistakes, all that there is room for');
  expect(stdout).toContain('count.py:7 "and" and "or" are swapped');
  expect(stdout).toContain('Never noticed anything that no quicker eval did: toothless.');
  expect(pictureOf(root)).toEqual(before);
});

it('makes mistakes only where it is told to', async () => {
  const { root } = repository();
  const { code, stdout } = await formative(root, 'audit', 'greet.sh', '--sandbox', 'off', '--json', '-');
  const found = AuditSchema.parse(JSON.parse(stdout));
  expect([code, new Set(found.mutants.map(({ path }) => path))]).toEqual([0, new Set(['greet.sh'])]);
});

it('has no answer where there is nothing to notice with', async () => {
  const made = new TemporaryRepository();
  made.commit('base', { 'a.sh': 'echo a\n', 'evals/a.yml': 'run: [sh, missing.sh]\n' });
  const { code, stdout } = await formative(made.root, 'audit', '--sandbox', 'off');
  expect([code, stdout.split('\n')[0]]).toEqual([2, '? No mistake came to an answer']);
  expect(stdout).toContain('a/run: fails without any mistake');
});

it('leaves nothing behind when it is interrupted', async () => {
  const { root } = repository();
  const before = pictureOf(root);
  const temp = temporaryFolder();
  const [node, cli] = FORMATIVE;
  const child = spawn(node, [cli, 'audit', '--sandbox', 'off'], {
    cwd: root,
    env: { ...USER, TMPDIR: temp },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = new Promise((done) => child.once('exit', done));
  await new Promise<void>((done) => {
    child.stderr.on('data', (text: Buffer) => {
      if (text.toString().includes('mistake 2 of')) done();
    });
  });
  child.kill('SIGINT');
  expect(await end).toBe(130);
  expect(readdirSync(temp)).toEqual([]);
  expect(pictureOf(root)).toEqual(before);
});
