import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it } from '@jest/globals';
import { load } from 'js-yaml';

import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { giveTo } from '../support/threats/users.js';
import { archiveOf, RECORD } from '../support/two-stages.js';
import { zip } from '../support/zip.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R10',
    name: 'privileged stage',
    attack:
      'the code leaves scripts, package.json, .npmrc, node_modules and git settings for the half that may write, in its tree and in its archive',
    outcome: 'that half starts none of it and writes none of it, and the check is a failure where the archive is odd',
  },
  async (user) => {
    const folder = temporaryFolder();
    const canary = join(folder, 'canary');
    giveTo(user, folder);
    const touch = `touch ${canary}`;
    const hook = JSON.stringify({ scripts: { preinstall: touch, prepare: touch, postinstall: touch } });
    const head = {
      'say.sh': `${touch}; echo hello`,
      'package.json': hook,
      '.npmrc': `node-options=--require ./pwned.cjs\nscript-shell=./pwned.sh\n`,
      'pwned.cjs': `require('node:child_process').execSync(${JSON.stringify(touch)});`,
      'pwned.sh': `#!/bin/sh\n${touch}\n`,
      'node_modules/x/package.json': hook,
      '.gitattributes': '* filter=pwned diff=pwned merge=pwned\n',
      '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch%pwned\n',
    };
    await onStages(user, { base: HELLO, head, fork: 'mallory' }, async ({ stages, answer }) => {
      const lines = await stages.record();
      stages.upload(archiveOf(lines));
      const report = await stages.report({ fork: 'mallory' });
      expect([report.code, existsSync(canary), (await answer()).conclusions]).toEqual([
        0,
        false,
        [['formative', 'success']],
      ]);
      expect(existsSync(join(stages.repository.root, 'pwned.sh'))).toBe(false);
    });
    await onStages(user, { base: HELLO, head, fork: 'mallory' }, async ({ stages, answer }) => {
      const record = (await stages.record()).map((line) => `${line}\n`).join('');
      const laid = Object.entries(head).map(([name, text]) => ({ name, bytes: Buffer.from(text), mode: 0o100755 }));
      stages.upload(zip([{ name: RECORD, bytes: Buffer.from(record) }, ...laid]));
      const before = readdirSync(stages.repository.root);
      await stages.report({ fork: 'mallory' });
      const { conclusions, text } = await answer();
      expect([existsSync(canary), conclusions, text.includes('(several-entries)')]).toEqual([
        false,
        [['formative', 'failure']],
        true,
      ]);
      expect(readdirSync(stages.repository.root).filter((name) => !before.includes(name) && name !== 'say.sh')).toEqual(
        [],
      );
    });
  },
);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

it('R10 privileged stage: the shipped workflow checks out the default branch, restores its history alone, installs nothing, runs no shell', () => {
  const text = readFileSync('docs/workflows/formative-report.yml', 'utf8');
  const { jobs } = load(text) as { jobs: Readonly<Record<string, { steps: readonly Step[] }>> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  expect(steps.filter(({ run }) => run !== undefined)).toEqual([]);
  expect(steps.map(({ uses }) => uses?.split('@')[0])).toEqual([
    'actions/checkout',
    'actions/cache/restore',
    'OWNER/formative',
  ]);
  expect(steps.flatMap(({ with: given = {} }) => Object.keys(given))).toEqual([
    'fetch-depth',
    'persist-credentials',
    ...['path', 'key', 'restore-keys'],
    ...['mode', 'history'],
  ]);
  expect(steps[1]?.with?.['path']).toBe('.formative');
});
