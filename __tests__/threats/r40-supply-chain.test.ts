import { readdirSync, readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { start } from '../support/action-run.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { openWorkflowChecks, type WorkflowChecks } from '../support/workflow-checks.js';

afterAll(removeTemporaries);

const FOLDERS = ['.github/workflows', 'docs/workflows'];
const workflows = FOLDERS.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`));
const DIST = process.env['FORMATIVE_DIST'] ?? 'dist';

let checks: WorkflowChecks;
beforeAll(async () => {
  checks = await openWorkflowChecks();
});

describe('R40 supply chain', () => {
  it('a bundle that is not what the source gives → the product is what its source gives, byte by byte', async () => {
    const folder = temporaryFolder();
    const script = `import { bundles } from './scripts/build/bundle.mjs'; await bundles(${JSON.stringify(folder)});`;
    const env = { PATH: process.env['PATH'] ?? '' };
    const { code, stderr } = await start(process.execPath, ['--input-type=module', '-e', script], {
      cwd: process.cwd(),
      env,
    });
    expect([code, stderr]).toEqual([0, '']);
    const files = readdirSync(folder).sort();
    expect(files).toEqual(expect.arrayContaining(['cli.js', 'index.js']));
    const same = files.map((file) => [file, readFileSync(`${folder}/${file}`).equals(readFileSync(`${DIST}/${file}`))]);
    expect(same).toEqual(files.map((file) => [file, true]));
  }, 120_000);

  it.each(workflows)(
    'an action that its owner can exchange → %s names commits alone, and both linters agree',
    (path) => {
      const text = readFileSync(path, 'utf8');
      const uses = [...text.matchAll(/^\s*-?\s*uses:\s*(\S+)/gm)].map(([, what = '']) => what);
      expect(
        uses.filter((one) => !/@[0-9a-f]{40}$/.test(one) && one !== './' && one !== 'OWNER/formative@COMMIT'),
      ).toEqual([]);
      expect(checks.workflow(text)).toEqual([]);
    },
  );

  it('code that a bundle fetches when it runs → none is asked for by name, and nothing is installed', () => {
    for (const file of ['index.js', 'cli.js']) {
      const text = readFileSync(`${DIST}/${file}`, 'utf8');
      expect([file, /\bnpm (?:ci|install)\b/.test(text)]).toEqual([file, false]);
    }
    expect(readFileSync('action.yml', 'utf8')).toMatch(/main: dist\/index\.js/);
  });
});
