import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readRecord } from '../../../src/core/record/decode.js';
import { recordLines, setupLine, trialLine } from '../../../src/core/record/encode.js';
import { setupKeyOf, startDigest, treeDigest, trialKey } from '../../../src/core/record/identity.js';
import { RECORD_LIMITS } from '../../../src/core/record/limits.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import type { Attempt } from '../../../src/core/run/trial.js';
import { anEval } from '../../support/fakes/played-evals.js';
import { unitsOf } from '../../../src/core/plan/unit.js';
import { anAttempt, TRIAL } from './arbitrary-attempts.js';

const SANDBOX = { kind: 'held', name: 'bwrap' } as const;
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const QUIET: Attempt = { ending: { kind: 'exited', code: 0 }, duration: 1, stdout: EMPTY, stderr: EMPTY, files: [] };

describe('a record that we wrote', () => {
  it('gives back every attempt as it was, in the order of attempts', () => {
    fc.assert(
      fc.property(fc.array(anAttempt, { maxLength: 4 }), (attempts) => {
        const lines = attempts.map((attempt) => trialLine(TRIAL, attempt) ?? '');
        const { sandbox, trials } = readRecord(bytesOf(recordLines({ sandbox: SANDBOX }, lines)));
        expect(sandbox).toEqual(SANDBOX);
        expect(trials.get(trialKey(TRIAL)) ?? []).toEqual(attempts);
      }),
    );
  });

  it('tells a setup that works from one that does not', () => {
    const ready = { tree: TRIAL.tree, side: 'base', variant: 'judged', setup: 'c'.repeat(64) } as const;
    const failed = { ...ready, side: 'head' } as const;
    const lines = [setupLine(ready, undefined), setupLine(failed, 'setup `npm ci` exited 1')];
    const { setups } = readRecord(bytesOf(recordLines({ sandbox: SANDBOX }, lines)));
    expect(setups.get(setupKeyOf(ready))).toEqual({ kind: 'ready' });
    expect(setups.get(setupKeyOf(failed))).toEqual({ kind: 'failed', why: 'setup `npm ci` exited 1' });
  });

  it('leaves out a trial that is over its limit, and one that a record answered for', () => {
    const half = contentOf('x'.repeat(RECORD_LIMITS.trial / 2 + 1));
    expect(trialLine(TRIAL, { ...QUIET, stdout: half, stderr: half })).toBeUndefined();
    expect(trialLine(TRIAL, { ...QUIET, ending: { kind: 'not-recorded' } })).toBeUndefined();
    const files = Array.from({ length: RECORD_LIMITS.files + 1 }, () => ({ kind: 'missing' as const, path: 'x' }));
    expect(trialLine(TRIAL, { ...QUIET, files })).toBeUndefined();
  });

  it('tells whether the run knew of earlier ones, and on which machine, and nothing of what they came to', () => {
    const history = { machine: 'linux x64 ubuntu24' };
    expect(readRecord(bytesOf(recordLines({ sandbox: SANDBOX, history }, []))).history).toEqual(history);
    expect(readRecord(bytesOf(recordLines({ sandbox: SANDBOX }, [])))).not.toHaveProperty('history');
    const more = recordLines({ sandbox: SANDBOX, history: { ...history, ...{ passed: 1 } } }, []);
    expect(more.join()).not.toContain('passed');
  });

  it('cuts a reason that is too long, rather than being refused for it', () => {
    const why = 'x'.repeat(RECORD_LIMITS.text + 1);
    const line = trialLine(TRIAL, { ...QUIET, ending: { kind: 'not-started', why } }) ?? '';
    expect(readRecord(bytesOf(recordLines({ sandbox: { kind: 'none-held', why } }, [line]))).sandbox).toEqual({
      kind: 'none-held',
      why: why.slice(1),
    });
  });
});

describe('the identity of a trial', () => {
  const [unit] = unitsOf(anEval('say'));
  const oid = '1'.repeat(40);

  it('is another for another path, mode or content, and the same in any order', () => {
    const one = { path: 'a', mode: '100644', oid } as const;
    const other = { path: 'b', mode: '100644', oid } as const;
    expect(treeDigest([one, other])).toBe(treeDigest([other, one]));
    const others = [
      [one],
      [{ ...one, path: 'b' }],
      [{ ...one, mode: '100755' as const }],
      [{ ...one, oid: '2'.repeat(40) }],
    ];
    expect(new Set(others.map(treeDigest)).size).toBe(4);
  });

  it('is another for another start', () => {
    if (unit === undefined) throw new Error('an eval without a case');
    const start = { argv: ['a'] as const, cwd: '', env: {}, stdin: '', timeout: 1, network: false };
    const others = [
      { ...start, argv: ['a', 'b'] as const },
      { ...start, stdin: 'x' },
      { ...start, env: { A: '1' } },
      start,
    ];
    expect(new Set(others.map((it) => startDigest(unit, it))).size).toBe(4);
    expect(startDigest(unit, { ...start, env: { A: '1', B: '2' } })).toBe(
      startDigest(unit, { ...start, env: { B: '2', A: '1' } }),
    );
  });
});
