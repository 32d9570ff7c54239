import { describe, expect, it } from '@jest/globals';

import { openClient } from '../../../src/edges/github/client.js';
import { readSettings, type RepositorySettings } from '../../../src/edges/github/repository-settings.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { type SettingsSeed, userToken, workflowToken } from '../../support/github/world.js';

const check = (context: string, integration_id?: number): object => ({
  type: 'required_status_checks',
  parameters: {
    strict_required_status_checks_policy: false,
    required_status_checks: [{ context, ...(integration_id !== undefined && { integration_id }) }],
  },
});

async function seen(
  settings: SettingsSeed,
  token = 'admin',
  before: (github: StandIn) => void = () => undefined,
): Promise<RepositorySettings> {
  const github = await startGithub({
    settings,
    tokens: { admin: userToken('acme'), workflow: workflowToken({ contents: 'read' }) },
  });
  try {
    before(github);
    const client = openClient({ token, baseUrl: github.url, userAgent: 'test', retries: 1, second: 1, paced: false });
    const [owner = '', repo = ''] = github.repository.split('/');
    return await readSettings(client, { owner, repo });
  } finally {
    await github.close();
  }
}

describe('the settings of a repository', () => {
  it('are read from all pages of its rules, and from its protection', async () => {
    const many = Array.from({ length: 120 }, (_, at) => check(`check ${at}`, 7));
    const rules = [
      ...many,
      { type: 'pull_request', parameters: { require_code_owner_review: true } },
      { type: 'merge_queue', parameters: {} },
      { type: 'deletion' },
    ] as NonNullable<SettingsSeed['rules']>;
    const protection = { required_status_checks: { checks: [{ context: 'old', app_id: -1 }] } };
    const { rules: found, tokenDefault } = await seen({ rules, protection, tokenDefault: 'write' });
    expect(tokenDefault).toEqual({ kind: 'seen', value: 'write' });
    expect(found).toMatchObject({ kind: 'seen', value: { codeOwnerReview: true, mergeQueue: true } });
    const checks = found.kind === 'seen' ? found.value.checks : [];
    expect([checks.length, checks[119], checks[120]]).toEqual([121, { name: 'check 119', app: 7 }, { name: 'old' }]);
  });

  it('are seen without administration, where no protection stands beside the rules', async () => {
    const rules = [check('formative', 42)] as NonNullable<SettingsSeed['rules']>;
    expect(await seen({ rules }, 'workflow')).toMatchObject({
      rules: { kind: 'seen', value: { checks: [{ name: 'formative', app: 42 }], codeOwnerReview: false } },
      tokenDefault: { kind: 'unseen', why: expect.stringContaining('403') },
    });
  });

  it('are unseen, never fine, where the token may not look', async () => {
    expect(await seen({ protection: {} }, 'workflow')).toMatchObject({
      rules: { kind: 'unseen', why: expect.stringContaining('Resource not accessible by integration') },
    });
    expect(await seen({}, 'stolen')).toMatchObject({ rules: { kind: 'unseen' }, tokenDefault: { kind: 'unseen' } });
  });

  it('are unseen where GitHub does not answer, or not as it should', async () => {
    const fail = (github: StandIn): void => {
      github.fail({ method: 'GET', path: '/rules/branches', status: 503, times: 9 });
    };
    expect(await seen({}, 'admin', fail)).toMatchObject({
      rules: { kind: 'unseen', why: expect.stringContaining('503') },
    });
    const rules = [{ type: 'required_status_checks', parameters: {} }];
    expect(await seen({ rules })).toMatchObject({
      rules: { kind: 'unseen', why: expect.stringContaining('not understood') },
    });
  });
});
