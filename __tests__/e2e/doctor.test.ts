import { afterAll, expect, it, jest } from '@jest/globals';

import { start } from '../support/action-run.js';
import { FORMATIVE, formative, USER } from '../support/cli.js';
import { startGithub } from '../support/github/github.js';
import { userToken } from '../support/github/world.js';
import { removeTemporaries, TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(60_000);
afterAll(removeTemporaries);

const WORKFLOW = `on: pull_request
jobs:
  evals:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: acme/formative@main
`;

function repository(): TemporaryRepository {
  const made = new TemporaryRepository();
  made.commit('base', {
    'evals/a.yml': 'run: [node, a.js]\n',
    '.github/workflows/evals.yml': WORKFLOW,
    '.github/CODEOWNERS': 'evals/ @acme/leads\n.github/ @acme/leads\n',
  });
  return made;
}

it('looks at files without a token, and says what it could not see', async () => {
  const { code, stdout } = await formative(repository().root, 'doctor');
  expect(stdout.split('\n')[0]).toMatch(/^. No hole was seen, but not everything could be looked at\./);
  expect(stdout).toContain('.github/workflows/evals.yml:6');
  expect(stdout).toContain('there is no GITHUB_TOKEN');
  expect(code).toBe(2);
});

it('asks GitHub where it may, and ends with 1 for a hole', async () => {
  const github = await startGithub({ tokens: { admin: userToken('acme') }, settings: { tokenDefault: 'write' } });
  try {
    const { root } = repository();
    const env = { ...USER, GITHUB_TOKEN: 'admin', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: github.repository };
    const [node, cli] = FORMATIVE;
    const { code, stdout } = await start(node, [cli, 'doctor', '--json', '-'], { cwd: root, env });
    const { schema, findings } = JSON.parse(stdout) as { schema: string; findings: { id: string; level: string }[] };
    expect([schema, code]).toEqual(['formative.doctor/1', 1]);
    expect(findings.filter(({ level }) => level === 'hole').map(({ id }) => id)).toEqual([
      'required-check',
      'permissions',
    ]);
    expect(findings.filter(({ level }) => level === 'unknown')).toEqual([]);
  } finally {
    await github.close();
  }
});

it('sends no token to a host that only the clone names', async () => {
  const made = repository();
  made.git('remote', 'add', 'origin', 'https://git.example.org/acme/tools.git');
  const [node, cli] = FORMATIVE;
  const { code, stdout } = await start(node, [cli, 'doctor'], { cwd: made.root, env: { ...USER, GITHUB_TOKEN: 'x' } });
  expect(stdout.replace(/\s+/g, ' ')).toContain('GITHUB_API_URL does not name its API');
  expect(code).toBe(2);
});
