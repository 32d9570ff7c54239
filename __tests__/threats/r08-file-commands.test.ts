import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R8',
    name: 'file commands',
    attack: "the program searches for the runner's command files and appends to them",
    outcome: 'they are out of its sight and stay as they were',
  },
  async (user) => {
    const find = `
for top in /tmp /home /root /var /mnt /opt /__w /github; do
  find "$top" -maxdepth 4 \\( -name env -o -name path -o -name state -o -name output -o -name summary -o -name event.json \\) -type f -writable 2>/dev/null | while read -r file; do echo "verdict=nothing-broke" >>"$file"; echo "found $file"; done
done
exit 1
`;
    const run = await attackedAction(user, {
      base: { 'find.sh': 'exit 0', 'evals/find.yml': 'run: [sh, find.sh]\n' },
      head: { 'find.sh': find },
    });
    expect([run.code, run.outputs['verdict'], run.commands]).toEqual([1, 'broke', '']);
    expect(run.state).toEqual({ started: 'yes', judging: '', waiting: '' });
    expect(run.result.cases[0]?.head?.stdout ?? '').not.toContain('found');
    // The script's own lines may stand there, in the patch that takes them back; what it would have written may not.
    expect(run.summary).not.toMatch(/^verdict=nothing-broke$/m);
  },
);
