import { expect, it } from '@jest/globals';

import { mapOf } from '../../../src/core/report/map.js';
import { aCase, aCommandEval, aSuiteEval } from '../../support/evals.js';

it('draws foundations below what needs them', () => {
  const evals = [
    aCommandEval('dates', { title: 'Reads dates', cases: [aCase('one'), aCase('two')] }),
    aSuiteEval('tests', { title: 'The unit tests' }),
    aCommandEval('weeks', { needs: ['dates'] }),
  ];
  expect(mapOf(evals)).toBe(
    [
      'flowchart BT',
      '  e0["dates<br/>Reads dates<br/>2 cases"]',
      '  e1["tests<br/>The unit tests<br/>a suite"]',
      '  e2["weeks<br/>1 case"]',
      '  e0 --> e2',
      '',
    ].join('\n'),
  );
});

it('keeps what a title holds out of the drawing', () => {
  const title = `"]; e0 --> x <b>&\`#35; ${'long '.repeat(30)}`;
  const [, box = ''] = mapOf([aCommandEval('a', { title })]).split('\n');
  expect(box).toMatch(/^ {2}e0\["a<br\/>[A-Za-z0-9 .,:()/_#;-]+<br\/>1 case"\]$/);
  expect(box).toContain('#34;#93;#59; e0 --#62; x #60;b#62;#38;#96;#35;35#59;');
  expect(box.length).toBeLessThan(300);
});
