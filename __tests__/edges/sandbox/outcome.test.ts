import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { constants } from 'node:os';
import type { Program } from '../../../src/app/ports.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import type { Ending } from '../../../src/core/run/trial.js';
import { crashOf, neverRan, notHeld, refusalOf, signalOf } from '../../../src/edges/sandbox/outcome.js';

const COMPLAINT = /^tool: .*: ([^:\n]+)\n$/s;
const program: Program = {
  argv: ['nothing-here'],
  cwd: '/',
  env: {},
  stdin: '',
  timeout: 1,
  network: false,
  maxOutput: 1000,
  writable: [],
};
const ran = (ending: Ending, stderr = '') => ({
  ending,
  duration: 0.5,
  stdout: contentOf('out'),
  stderr: contentOf(stderr),
});
const exited = (code: number, stderr = '') => ran({ kind: 'exited', code }, stderr);

describe('refusalOf', () => {
  it('reads the reason from the last tool before the program, in our own words', () => {
    const refused = refusalOf(exited(127, 'tool: nothing-here: No such file or directory\n'), program, COMPLAINT);
    expect(refused).toMatchObject({ ending: { kind: 'not-started', why: '`nothing-here` is not on the PATH' } });
    expect([refused?.stdout, refused?.stderr]).toEqual([EMPTY, EMPTY]);
  });

  it('keeps a reason that it has no words for', () => {
    const refused = refusalOf(exited(126, 'tool: x: Text file busy\n'), program, COMPLAINT);
    expect(refused?.ending).toEqual({ kind: 'not-started', why: 'Text file busy' });
  });

  it('leaves a program alone that says more, or something else', () => {
    const said = ['x', 'tool: x: No such file or directory\nand more\n', ''];
    expect(said.map((text) => refusalOf(exited(127, text), program, COMPLAINT))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('signals', () => {
  it('names the signal behind 128 + n', () => {
    expect([signalOf(137), signalOf(139), signalOf(1), signalOf(128)]).toEqual([
      'SIGKILL',
      'SIGSEGV',
      undefined,
      undefined,
    ]);
  });

  it('takes only those for a crash that no program chooses', () => {
    expect(crashOf(exited(137)).ending).toEqual({ kind: 'killed', signal: 'SIGKILL' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const code = 128 + constants.signals[signal];
      expect(crashOf(exited(code)).ending).toEqual({ kind: 'exited', code });
    }
  });

  it('never takes a plain exit for anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 128 }), (code) => {
        expect(crashOf(exited(code))).toEqual(exited(code));
      }),
    );
    expect(crashOf(ran({ kind: 'timed-out', after: 3 })).ending).toEqual({ kind: 'timed-out', after: 3 });
  });
});

describe('a sandbox that could not be made', () => {
  it.each([
    ['mount: no rights\n', 'noise', 'mount: no rights'],
    ['', 'unshare failed\n', 'unshare failed'],
    ['', '', 'it gave no reason'],
  ])('says why: log %j, stderr %j', (log, stderr, why) => {
    const { ending, stdout } = notHeld(exited(1, stderr), log);
    expect(ending).toEqual({ kind: 'not-started', why: `its sandbox could not be made: ${why}` });
    expect(stdout).toEqual(EMPTY);
  });

  it('is told apart from a program that was never tried', () => {
    expect(neverRan('no folder')).toMatchObject({ ending: { kind: 'not-started', why: 'no folder' }, duration: 0 });
  });
});
