import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { archiveOf } from '../support/two-stages.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R17',
    name: 'cache',
    attack: "the code looks for the runner's cache service and leaves what base's setup would take up",
    outcome: 'neither half speaks to the service, and nothing that the code left is there for the half that may write',
  },
  async (user) => {
    const asked: string[] = [];
    const service = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.end('{}');
    });
    await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
    const address = service.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
    const env = {
      ...{ ACTIONS_CACHE_URL: url, ACTIONS_RESULTS_URL: url, ACTIONS_CACHE_SERVICE_V2: 'True' },
      ACTIONS_RUNTIME_TOKEN: 'cache-token-71c0',
    };
    const base = {
      ...HELLO,
      key: '1',
      'evals/say.yml': `setup: { run: [sh, prepare.sh], cache: { key: [key], keep: [kept] } }\n${HELLO['evals/say.yml'] ?? ''}`,
      'prepare.sh': 'mkdir -p kept',
    };
    const say = `echo poison > kept/poison; env | grep -i cache >&2; node -e 'fetch("${url}").catch(() => 0)'; echo hello`;
    try {
      await onStages(user, { base, head: { 'say.sh': say }, fork: 'mallory', env }, async ({ stages, answer }) => {
        const lines = await stages.record();
        stages.upload(archiveOf(lines));
        await stages.report({ fork: 'mallory' });
        expect((await answer()).conclusions).toEqual([['formative', 'success']]);
        expect(printedIn(lines)).not.toContain('cache-token');
        expect(existsSync(join(stages.repository.root, 'kept'))).toBe(false);
      });
      expect(asked).toEqual([]);
    } finally {
      service.close();
    }
  },
);

/** The lines of a record with what programs printed, which stands in it as base64. */
function printedIn(lines: readonly string[]): string {
  const decoded = (_: string, base64: string): string => Buffer.from(base64, 'base64').toString();
  return lines.join('\n').replaceAll(/"base64":"([^"]*)"/g, decoded);
}
