import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { RECORD_LIMITS } from '../../../src/core/record/limits.js';
import { downloadArtifact } from '../../../src/edges/github/artifact.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { clientOf } from '../../support/github/session.js';
import { workflowToken } from '../../support/github/world.js';

const NAME = 'formative-record-1';
const BYTES = Buffer.from('an archive');
let github: StandIn;

beforeAll(async () => {
  github = await startGithub({ tokens: { workflow: workflowToken({ actions: 'read', contents: 'read' }) } });
});

afterAll(() => github.close());

/** A run that left these artifacts, and what is downloaded of it. */
function download(...artifacts: readonly { name: string; bytes: Uint8Array; expired?: boolean }[]): Promise<string> {
  const run = github.ran({});
  for (const artifact of artifacts) github.upload(run, artifact);
  return downloadFrom(run);
}

async function downloadFrom(run: number): Promise<string> {
  const place = { owner: 'acme', repo: 'tools', run, name: NAME };
  return Buffer.from(await downloadArtifact(clientOf(github, 'workflow'), place)).toString();
}

/** GitHub lists one artifact that it says is this large. */
function saysSize(id: number, size: number): void {
  const artifacts = [{ id, name: NAME, size_in_bytes: size, expired: false }];
  github.fail({ method: 'GET', path: '/artifacts', status: 200, body: { total_count: 1, artifacts } });
}

describe('the artifact of a run', () => {
  it('is found by its name, and its address is asked without the token', async () => {
    const other = { name: 'formative-record-2', bytes: Buffer.from('another') };
    expect(await download(other, { name: NAME, bytes: BYTES })).toBe('an archive');
    const signed = github.calls.filter(({ path }) => path.includes('/signed/'));
    expect(signed.map(({ token }) => token)).toEqual([undefined]);
  });

  it.each([
    ['no-artifact', []],
    ['no-artifact', [{ name: 'formative-record-11', bytes: BYTES }]],
    [
      'several-artifacts',
      [
        { name: NAME, bytes: BYTES },
        { name: NAME, bytes: BYTES },
      ],
    ],
    ['expired', [{ name: NAME, bytes: BYTES, expired: true }]],
  ] as const)('is refused: %s', async (refusal, artifacts) => {
    await expect(download(...artifacts)).rejects.toMatchObject({ refusal });
  });

  it('is not asked for where GitHub says that it is too large', async () => {
    saysSize(1, RECORD_LIMITS.file + 1);
    await expect(downloadFrom(1)).rejects.toMatchObject({ refusal: 'too-large' });
    expect(github.calls.at(-1)?.path).toContain('/artifacts?');
  });

  it('that cannot be fetched is an error, never an empty record', async () => {
    github.fail({ method: 'GET', path: '/signed/', status: 404 });
    await expect(download({ name: NAME, bytes: BYTES })).rejects.toThrow('could not be downloaded (404)');
  });
});
