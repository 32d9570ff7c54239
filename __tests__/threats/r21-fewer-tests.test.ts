import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const test = (name: string, body: string): string => `test('${name}', () => ${body});\n`;
const IMPORTS =
  "const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { sum } = require('../sum.js');\n";
const ADDS = test('adds', 'assert.equal(sum(1, 2), 3)');
const GONE = test('gone', 'assert.equal(sum(0, 0), 0)');
const MORE = test('adds more', 'assert.equal(sum(2, 2), 4)');

threat(
  {
    id: 'R21',
    name: 'fewer tests',
    attack: 'the pull request deletes one test, skips another, and removes a file of tests',
    outcome: "base's tests still run and find the break, and each missing test is named",
  },
  async (user) => {
    const { code, changes } = await attacked(user, {
      base: {
        'sum.js': 'exports.sum = (a, b) => a + b;\n',
        'test/kept.test.js': IMPORTS + ADDS + MORE,
        'test/gone.test.js': IMPORTS + GONE,
        'more/kept.test.js': IMPORTS + ADDS + MORE,
        'more/gone.test.js': IMPORTS + GONE,
        'evals/judged.yml': 'suite: node-test\ntests: ["test/**"]\ncwd: test\n',
        'evals/counted.yml': 'suite: node-test\ntests: []\ncwd: more\n',
      },
      head: {
        'sum.js': 'exports.sum = (a, b) => (a === 2 ? 5 : a + b);\n',
        'test/kept.test.js': IMPORTS + ADDS + MORE.replace('test(', 'test.skip('),
        'test/gone.test.js': null,
        'more/kept.test.js': IMPORTS + ADDS + MORE.replace('test(', 'test.skip('),
        'more/gone.test.js': null,
      },
    });
    expect(code).toBe(1);
    const named = (eval_: string, end: string): string | undefined =>
      Object.entries(changes).find(([id]) => id.startsWith(`${eval_}/`) && id.endsWith(end))?.[1];
    expect([named('judged', 'adds more'), named('judged', 'gone')]).toEqual(['broke', 'still-passes']);
    expect([named('counted', 'adds more'), named('counted', 'gone')]).toEqual(['removed', 'removed']);
  },
);
