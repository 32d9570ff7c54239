import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

/** A world in which nobody may make namespaces, become another user, or ask a daemon to. */
const LOCK = 'echo 0 >/proc/sys/user/max_user_namespaces && DOCKER_HOST=unix:///nonexistent/docker.sock exec "$@"';
const NO_NAMESPACES = ['unshare', '--user', '--map-root-user', 'sh', '-c', LOCK, 'sh'];

threat(
  {
    id: 'R3',
    name: 'fail closed',
    attack: 'the pull request asks for no sandbox, on a machine where none can be made',
    outcome: 'nothing of it is run, and the answer is that nothing could be told, and how to get a sandbox',
  },
  async (user) => {
    const { code, result, changes, everything } = await attacked(user, {
      base: { 'a.sh': 'echo ran >&2', 'evals/a.yml': 'run: [sh, a.sh]\n' },
      head: { 'evals/_formative.yml': 'sandbox: off\n', 'a.sh': 'echo ran and forged' },
      within: NO_NAMESPACES,
    });
    expect([code, result.verdict, changes]).toEqual([2, 'could-not-tell', {}]);
    expect(result.reasons.map((reason) => reason.code)).toContain('no-sandbox');
    expect(everything).not.toContain('ran and forged');
  },
);
