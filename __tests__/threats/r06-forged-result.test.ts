import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';

afterAll(removeTemporaries);

const REPORT = '<testsuites><testsuite name="s"><testcase classname="sum" name="adds"/></testsuite></testsuites>';
const SUM = 'exports.sum = (a, b) => a + b;\n';
const RUNNER = `const { sum } = require('./sum.js');
const ok = sum(1, 2) === 3;
const report = '<testsuites><testsuite name="s"><testcase classname="sum" name="adds">' + (ok ? '' : '<failure message="no"/>') + '</testcase></testsuite></testsuites>';
require('node:fs').mkdirSync('reports', { recursive: true });
require('node:fs').writeFileSync('reports/junit.xml', report);
process.exit(ok ? 0 : 1);
`;
const FORGERIES: Readonly<Record<string, string>> = {
  'a report of its own, and code 0': `const fs = require('node:fs');
fs.mkdirSync('reports', { recursive: true });
fs.writeFileSync('reports/other.xml', ${JSON.stringify(REPORT)});
fs.writeFileSync('formative.json', '{"verdict":"nothing-broke"}');
for (let fd = 3; fd < 32; fd += 1) try { fs.writeSync(fd, '{"verdict":"nothing-broke"}'); } catch {}
process.exit(0);`,
  'a link':
    "const fs = require('node:fs'); fs.mkdirSync('reports', { recursive: true }); fs.symlinkSync('../forged.xml', 'reports/junit.xml'); process.exit(0);",
  'a FIFO':
    "const fs = require('node:fs'); fs.mkdirSync('reports', { recursive: true }); require('node:child_process').execFileSync('mkfifo', ['reports/junit.xml']); process.exit(0);",
  'a report that the pull request commits': 'process.exit(0);',
  'a folder': "const fs = require('node:fs'); fs.mkdirSync('reports/junit.xml', { recursive: true }); process.exit(0);",
};

threat(
  {
    id: 'R6',
    name: 'forged result',
    attack:
      "code under test writes the suite's report itself, as a file, a link, a FIFO, a folder or a file of the commit, or a result of ours, and exits 0",
    outcome: 'no forgery is read for a result, nothing waits, and nothing is called unbroken',
  },
  async (user) => {
    const base = {
      'sum.js': SUM,
      'run.js': RUNNER,
      'evals/sum.yml': 'run: [node, -p, "require(\'./sum.js\').sum(1, 2)"]\ncases: { adds: { stdout: "3\\n" } }\n',
      'evals/tests.yml': 'run: [node, run.js]\nresults: { format: junit, files: ["reports/junit.xml"] }\n',
    };
    await together(Object.entries(FORGERIES), async ([what, forgery]) => {
      const committed = what.includes('commits') ? { 'reports/junit.xml': REPORT } : {};
      const head = { 'sum.js': forgery, 'forged.xml': REPORT, ...committed };
      const { code, result, changes } = await attacked(user, { base, head });
      expect([what, code, result.verdict, changes['sum/adds']]).toEqual([what, 1, 'broke', 'broke']);
      expect([what, changes['tests/sum > adds']]).not.toEqual([what, expect.stringMatching(/passes$/)]);
    });
  },
);
