import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const TRY = `
echo "uid $(id -u)"
grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp)' /proc/self/status
sudo -n id 2>&1 | head -1
su -c id 2>&1 </dev/null | head -1
mount -t tmpfs none /mnt 2>/dev/null && echo "mounted"
unshare -r id 2>/dev/null | grep -q 'uid=0' && unshare -rm mount -t tmpfs none /mnt 2>/dev/null && echo "mounted in a namespace"
for at in / /usr/bin /etc /lib /sbin; do (: >"$at/formative-threat") 2>/dev/null && echo "wrote $at"; done
exit 1
`;

threat(
  {
    id: 'R15',
    name: 'privilege',
    attack: 'the program tries sudo, set-user-id programs, mounting, new namespaces and writing to the system',
    outcome: 'it is nobody, without capabilities, and nothing of it works',
  },
  async (user) => {
    const { code, result } = await attacked(user, {
      base: { 'try.sh': 'exit 0', 'evals/try.yml': 'run: [sh, try.sh]\n' },
      head: { 'try.sh': TRY },
    });
    const seen = result.cases[0]?.head?.stdout ?? '';
    expect([code, result.verdict]).toEqual([1, 'broke']);
    expect(seen).toMatch(/^uid [1-9]/m);
    expect(seen).toMatch(/^CapEff:\s0+$/m);
    expect(seen).toMatch(/^CapBnd:\s0+$/m);
    expect(seen).toMatch(/^NoNewPrivs:\s1$/m);
    expect(seen).not.toMatch(/uid=0|mounted|wrote/);
  },
);
