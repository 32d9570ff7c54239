import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SUITE = {
  'package.json': '{ "scripts": { "check": "node --test" } }\n',
  'sum.js': 'exports.sum = (a, b) => a + b;\n',
  'test/sum.test.js':
    "const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { sum } = require('../sum.js');\ntest('adds', () => assert.equal(sum(1, 2), 3));\n",
  'test/setup.cjs': '// what tests need\n',
  'evals/_formative.yml': 'protect: ["package.json", "test/setup.cjs"]\n',
  'evals/tests.yml': 'suite: node-test\ntests: ["test/*.test.js"]\n',
  'evals/setup.yml':
    'run: [node, --require, ./test/setup.cjs, -p, "require(\'./sum.js\').sum(1, 2)"]\ncases: { adds: { stdout: "3\\n" } }\n',
  'evals/tool.yml': 'run: [sh, -c, "date +%Y > year; wc -c < year"]\ncases: { five: { stdout: { contains: "5" } } }\n',
};

threat(
  {
    id: 'R22',
    name: 'harness override',
    attack: "the pull request edits a test, a preload and the package's script, and lays tools of its own on the way",
    outcome: "base's protected files and tests judge, what was edited is listed, and no tool is shadowed",
  },
  async (user) => {
    const { code, result, changes } = await attacked(user, {
      base: SUITE,
      head: {
        'sum.js': 'exports.sum = () => 4;\n',
        'package.json': '{ "scripts": { "check": "true" } }\n',
        'test/sum.test.js': "require('node:test').test('adds', () => undefined);\n",
        'test/setup.cjs': "require('../sum.js').sum = () => 3;\n",
        date: '#!/bin/sh\necho 0\n',
        'bin/node': '#!/bin/sh\necho 3\n',
        'node_modules/.bin/node': '#!/bin/sh\necho 3\n',
      },
      prepare: (repository) => {
        const tools = ['date', 'bin/node', 'node_modules/.bin/node'];
        repository.git('update-index', '--chmod=+x', ...tools);
        repository.git('commit', '-q', '-m', 'tools');
        repository.git('checkout', '-q', '-f', 'HEAD', '--', '.');
      },
    });
    expect([code, result.verdict]).toEqual([1, 'broke']);
    expect(changes['setup/adds']).toBe('broke');
    expect(changes['tool/five']).toMatch(/passes$/);
    const test = Object.entries(changes).find(([id]) => id.startsWith('tests/') && id.endsWith('adds'));
    // It fails base's test and passes the edited one: a maintainer is asked, and nobody merges meanwhile.
    expect(test?.[1]).toBe('rewritten');
    expect([...result.integrity.changedProtected].sort()).toEqual(['package.json', 'test/setup.cjs']);
  },
);
