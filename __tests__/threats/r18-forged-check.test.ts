import { afterAll, expect } from '@jest/globals';

import { start } from '../support/action-run.js';
import { callTo } from '../support/github/plain-call.js';
import type { Json } from '../support/github/exchange.js';
import type { SettingsSeed } from '../support/github/world.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';
import { giveTo, homeOf, productFor } from '../support/threats/users.js';
import { archiveOf } from '../support/two-stages.js';

afterAll(removeTemporaries);

/** The app that reports, and the one behind every workflow's own token. */
const [OURS, ACTIONS] = [42, 15_368];
const requires = (integration?: number): Json => ({
  type: 'required_status_checks',
  parameters: {
    required_status_checks: [
      { context: 'formative', ...(integration !== undefined && { integration_id: integration }) },
    ],
  },
});

threat(
  {
    id: 'R18',
    name: 'forged check',
    attack: "a workflow of the pull request's branch posts a green check of our name, with our id",
    outcome:
      'the check of the app that the ruleset names is red, what was forged is left alone, and doctor says where no app is named',
  },
  async (user) => {
    const attack = { base: HELLO, head: { 'say.sh': 'echo goodbye' }, app: 'our-evals' };
    const posted = () =>
      onStages(user, attack, async ({ stages, github }) => {
        const { base, head } = stages;
        const call = callTo(github);
        const forged = { name: 'formative', head_sha: head, external_id: `${base}..${head}`, conclusion: 'success' };
        expect(
          (await call('forges', 'POST /repos/acme/tools/check-runs', { ...forged, status: 'completed' })).status,
        ).toBe(201);
        stages.upload(archiveOf(await stages.record()));
        await stages.report();
        const checks = (await github.checks(head)).map(({ app, conclusion }) => [app.slug, conclusion]);
        expect(checks).toEqual([
          ['github-actions', 'success'],
          ['our-evals', 'failure'],
        ]);
      });
    const examined = (
      [
        [undefined, 'hole'],
        [ACTIONS, 'weak'],
        [OURS, 'fine'],
      ] as const
    ).map(([integration, level]) => () => {
      const settings: SettingsSeed = { rules: [requires(integration)] };
      return onStages(user, { base: HELLO, head: { 'note.md': 'x' }, settings }, async ({ stages, github }) => {
        const { node, cli } = productFor();
        giveTo(user, stages.repository.root);
        const [program, ...argv] = [...user.before, node, cli, 'doctor', '--json', '-'];
        const env = {
          ...{ PATH: process.env['PATH'] ?? '', HOME: homeOf(user), GITHUB_TOKEN: 'owner' },
          ...{ GITHUB_API_URL: github.url, GITHUB_REPOSITORY: github.repository },
        };
        const { stdout } = await start(program, argv, { cwd: stages.repository.root, env });
        const { findings } = JSON.parse(stdout) as { findings: { id: string; level: string }[] };
        expect(findings.find(({ id }) => id === 'required-check')?.level).toBe(level);
      });
    });
    await together([posted, ...examined], (play) => play());
  },
);
