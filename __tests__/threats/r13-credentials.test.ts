import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SENTINEL = 'sentinel-c0ffee';
const SEARCH = `
cat "$HOME/.git-credentials" "$HOME/.netrc" "$HOME/.npmrc" 2>/dev/null
cat .git/config ../.git/config 2>/dev/null
git config --list --show-origin 2>/dev/null
wanted=$(printf '%s-%s' sentinel c0ffee)
for top in /home /root /tmp /var/tmp /mnt /srv; do find "$top" -maxdepth 4 -type f -size -64k -exec grep -sh "$wanted" {} + 2>/dev/null; done
git ls-remote https://github.com/acme/tools 2>&1 | head -1
exit 1
`;

threat(
  {
    id: 'R13',
    name: 'credentials',
    attack: "the program searches the home, the checkout's configuration and the temporary folders for credentials",
    outcome: 'there are none in sight, and git has nowhere to go',
  },
  async (user) => {
    const { code, result, everything } = await attacked(user, {
      base: { 'search.sh': 'exit 0', 'evals/search.yml': 'run: [sh, search.sh]\n' },
      head: { 'search.sh': SEARCH },
      prepare: (repository) => {
        repository.git('config', 'http.https://github.com/.extraheader', `AUTHORIZATION: basic ${SENTINEL}`);
      },
      inHome: { '.git-credentials': `https://x:${SENTINEL}@github.com\n`, '.netrc': `password ${SENTINEL}\n` },
    });
    expect([code, result.verdict]).toEqual([1, 'broke']);
    const seen = `${result.cases[0]?.head?.stdout ?? ''}${result.cases[0]?.head?.stderr ?? ''}`;
    expect(seen).not.toContain(SENTINEL);
    expect(everything).not.toContain(`basic ${SENTINEL}`);
  },
);
