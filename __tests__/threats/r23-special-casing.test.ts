import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const GENERATOR = `const { createHash } = require('node:crypto');
for (let at = 0; at < 3; at += 1) {
  const number = createHash('sha256').update(process.env.FORMATIVE_SEED + at).digest().readUInt32BE();
  console.log(JSON.stringify({ args: [String(number)], stdout: String(number * 2) + '\\n', property: 'doubling' }));
}
`;
const TRIPLES = `diff --git a/double.js b/double.js
--- a/double.js
+++ b/double.js
@@ -1 +1 @@
-console.log(process.argv[2] * 2);
+console.log(process.argv[2] * 3);
`;

threat(
  {
    id: 'R23',
    name: 'special-casing',
    attack:
      'code answers the published inputs by heart and looks for the seed, and an eval cannot tell a known-bad variant from a good one',
    outcome: 'the fresh inputs fail it, no hidden input is in any report, and what cannot tell counts as unmeasured',
  },
  async (user) => {
    const { code, result, changes, everything } = await attacked(user, {
      base: {
        'double.js': 'console.log(process.argv[2] * 2);\n',
        'evals/_gen.js': GENERATOR,
        'evals/_triple.patch': TRIPLES,
        'evals/double.yml':
          'run: [node, double.js]\ncases: { one: { args: ["1"], stdout: "2\\n" }, many: { args: ["21"], stdout: "42\\n" } }\ngenerate: { run: [node, evals/_gen.js], count: 3, hidden: true }\n',
        'evals/vacuous.yml':
          'run: [node, double.js]\nmust-fail: { patch: _triple.patch }\ncases: { zero: { args: ["0"], stdout: "0\\n" } }\n',
      },
      head: {
        'double.js':
          'console.log({ 0: 0, 1: 2, 21: 42 }[process.argv[2]] ?? `asked ${process.argv[2]} ${process.env.FORMATIVE_SEED}`);\n',
      },
    });
    expect([code, result.verdict]).toEqual([1, 'broke']);
    expect(changes).toMatchObject({
      'double/one': 'passes',
      'double/many': 'passes',
      ...{ 'double/g1': 'broke', 'double/g2': 'broke', 'double/g3': 'broke' },
      'vacuous/zero': 'unmeasured',
    });
    expect(everything).not.toMatch(/asked \d+/);
    expect(everything).toContain('doubling');
  },
);
