import { expect, it } from '@jest/globals';

import { AuditSchema, type Audit, type MutantResult } from '../../../src/core/audit/audit.js';
import { scoreOf } from '../../../src/core/audit/score.js';
import { auditFor, auditJson } from '../../../src/core/report/audit.js';

const mutant = (line: number, fate: MutantResult['fate'], more: Partial<MutantResult> = {}): MutantResult => ({
  ...{ path: 'src/a.js', line, was: '  return a < 1;', is: '  return a >= 1;', what: 'comparison-flipped', fate },
  ...more,
});

function anAudit(mutants: readonly MutantResult[], more: Partial<Audit> = {}): Audit {
  const looks = [{ eval: 'toothless', noticed: false }];
  return {
    schema: 'formative.audit/1',
    version: '0.1.0',
    head: { sha: 'a'.repeat(40), tree: 'b'.repeat(40), label: 'HEAD' },
    seed: 's',
    files: 2,
    possible: 90,
    ...scoreOf(
      mutants.map((one) => ({ mutant: one, looks })),
      [{ id: 'toothless', cases: 2 }],
    ),
    cannotNotice: [{ id: 'net/up', eval: 'net', why: 'fails without any mistake' }],
    notices: [],
    sandbox: 'none',
    timing: { seconds: 12 },
    ...more,
  };
}

const draw = (audit: Audit): string => auditFor(audit, { color: false, width: 100 });

it('answers first, then tells what went unnoticed, what notices nothing, and what cannot', () => {
  const text = draw(
    anAudit([
      mutant(3, 'noticed', { by: ['b/c'] }),
      mutant(9, 'not-noticed', { shows: ['b/c'] }),
      mutant(4, 'not-built'),
      mutant(5, 'unclear', { why: 'b/c came out otherwise, but not surely' }),
    ]),
  );
  expect(text.split('\n')[0]).toBe(
    '✗ The evals noticed 1 of 2 mistakes: between 9 and 91 % of all that there is room for',
  );
  expect(text).toContain('src/a.js:9 a comparison is flipped, though the output of b/c is another');
  expect(text).toContain('-   return a < 1;\n  +   return a >= 1;');
  expect(text).toContain('Noticed nothing yet, in fewer than 20 looks: toothless.');
  expect(text).toContain('net/up: fails without any mistake');
  expect(text).toContain('1 mistake with which a setup fails');
  expect(text).toContain('src/a.js:5: b/c came out otherwise, but not surely');
});

it('calls an eval silent after enough looks, or where there is nothing more to try', () => {
  const silent = 'Never noticed anything that no quicker eval did: toothless.';
  const many = Array.from({ length: 20 }, (_, at) => mutant(at + 1, 'noticed'));
  expect(draw(anAudit(many))).toContain(silent);
  expect(draw(anAudit([mutant(1, 'noticed')], { possible: 1 }))).toContain(silent);
});

it.each([
  [
    'all',
    anAudit([mutant(1, 'noticed')], { possible: 1 }),
    '✓ The evals noticed 1 of 1 mistake, all that there is room for',
  ],
  ['nothing clear', anAudit([mutant(1, 'not-built')]), '? No mistake came to an answer'],
  ['no room', anAudit([], { possible: 0 }), '? No file has room for a mistake'],
])('the answer where it is %s', (_, audit, line) => {
  expect(draw(audit).split('\n')[0]).toBe(line);
});

it('is read back from its JSON, and shows what a file wrote as data', () => {
  const audit = anAudit([mutant(1, 'not-noticed', { was: 'a\u001b[31m', is: '::error::b' })]);
  expect(AuditSchema.parse(JSON.parse(auditJson(audit)))).toEqual(audit);
  expect(draw(audit)).not.toContain('\u001b');
  expect(draw(audit)).not.toMatch(/^\s*::/m);
});
