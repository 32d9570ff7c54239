import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { startGithub } from '../../support/github/github.js';
import { callTo } from '../../support/github/plain-call.js';
import { workflowToken } from '../../support/github/world.js';

/** A stand-in that was asked for this, and whose test comes to its end. */
async function after(line: string, body?: unknown): Promise<string> {
  const github = await startGithub({ tokens: { workflow: workflowToken({ checks: 'write', contents: 'read' }) } });
  await callTo(github)('workflow', line, body);
  return github.close().then(
    () => 'closed',
    (error: unknown) => String(error),
  );
}

it('a test does not end well that asked for what GitHub does not describe', async () => {
  expect(await after('GET …/branches/main')).toBe('closed');
  expect(await after('GET …/branchs/main')).toContain('GitHub describes no GET /repos/acme/tools/branchs/main');
  expect(await after('GET …/commits/main/check-runs?per_page=many')).toContain('must be integer');
  expect(await after('POST …/check-runs', { name: 'x', head_sha: 'y', conclusion: 'good' })).toContain('/conclusion');
});

it('no test can forget it: whoever starts a stand-in closes it', () => {
  const files = readdirSync('__tests__', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const texts = files.map((path) => [path, readFileSync(join('__tests__', path), 'utf8')] as const);
  const starting = texts.filter(([, text]) =>
    /(?<!function )start(Github|ForChecks|ForComments|WithRoles)\(/.test(text),
  );
  // These hand it on.
  const handing = starting.filter(([, text]) => /return startGithub\(/.test(text)).map(([path]) => path);
  expect(handing.map((path) => path.replace('support/github/', '')).sort()).toEqual([
    'checking.ts',
    'commenting.ts',
    'plain-call.ts',
  ]);
  const open = starting.filter(([path, text]) => !handing.includes(path) && !/github\.close\(\)/.test(text));
  expect(open.map(([path]) => path)).toEqual([]);
});
