import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SUITE = {
  'sum.js': 'exports.sum = (a, b) => a + b;\n',
  'sum.test.js':
    "const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { sum } = require('./sum.js');\ntest('adds', () => assert.equal(sum(1, 2), 3));\ntest('adds more', () => assert.equal(sum(2, 2), 4));\n",
  'evals/tests.yml': 'suite: node-test\ntests: ["*.test.js"]\n',
  'evals/cli.yml': 'run: [node, -p, "require(\'./sum.js\').sum(1, 2)"]\ncases: { adds: { stdout: "3\\n" } }\n',
};

threat(
  {
    id: 'R20',
    name: 'early exit',
    attack: 'an import ends the process with code 0 before any test or case has run',
    outcome: 'no test counts as passed, and nothing is called unbroken',
  },
  async (user) => {
    const { code, result, changes } = await attacked(user, {
      base: SUITE,
      head: { 'sum.js': 'process.exit(0);\n' },
    });
    expect([code, result.verdict]).toEqual([1, 'broke']);
    expect(changes['cli/adds']).toBe('broke');
    const tests = Object.entries(changes).filter(([id]) => id.startsWith('tests/') && !id.endsWith('(exit)'));
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter(([, change]) => change === 'still-passes' || change === 'passes')).toEqual([]);
  },
);
