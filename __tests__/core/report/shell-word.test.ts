import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printed, shellProgram, shellWord } from '../../../src/core/report/shell-word.js';
import { visible } from '../../../src/core/report/verbatim.js';
import { nastyText } from '../../support/nasty-text.js';

/** What can be written as UTF-8. */
const texts = nastyText.map((text) => Buffer.from(text).toString());
/** No argument of a program holds a NUL. */
const words = fc.array(
  texts.map((text) => text.replaceAll('\0', '')),
  { minLength: 20, maxLength: 20 },
);

function shell(program: string, script: string): string {
  const { status, stdout, stderr } = spawnSync(program, { input: script, encoding: 'utf8' });
  return status === 0 ? stdout : `${program} failed: ${stderr}`;
}

describe('shellWord', () => {
  it.each([
    ['plain-1.0/x', 'plain-1.0/x'],
    ['=ls', "'=ls'"],
    ['--reporter=json', '--reporter=json'],
    ["it's $HOME", "'it'\\''s $HOME'"],
    ['', "''"],
    ['a\nrm -rf ~\n#', '"$(printf %b \'a\\nrm -rf ~\\n#\')"'],
    ['a\n', "$'a\\n'"],
    ["!'\u202e\\", String.raw`"$(printf %b '\0041\0047\0342\0200\0256\\')"`],
  ])('writes %j as %s', (word, written) => {
    expect(shellWord(word)).toBe(written);
  });

  it('stays one line in which everything is seen', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        for (const written of [shellWord(text), shellProgram(text), printed(text)])
          expect(visible(written, Infinity)).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same word again to bash', () => {
    fc.assert(
      fc.property(words, (all) => {
        const script = all.map((word) => `printf '%s\\0' ${shellWord(word)}\n`).join('');
        expect(shell('bash', script).split('\0').slice(0, -1)).toEqual(all);
      }),
      { numRuns: 8 },
    );
  });

  it('is the same word again to any POSIX shell, but for a line end at its own end', () => {
    fc.assert(
      fc.property(words, (all) => {
        const kept = all.map((word) => word.trimEnd());
        const script = kept.map((word) => `printf '%s\\0' ${shellWord(word)}\n`).join('');
        expect(shell('sh', script).split('\0').slice(0, -1)).toEqual(kept);
      }),
      { numRuns: 8 },
    );
  });
});

describe('printed', () => {
  it.each(['sh', 'bash'])('prints the same text again in %s, NUL and all', (program) => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        expect(shell(program, `${printed(first)}; printf '|'; ${printed(second)}\n`)).toBe(`${first}|${second}`);
      }),
      { numRuns: 15 },
    );
  });
});

it('a program is never taken for a setting or a job', () => {
  expect(shellProgram('A=b')).toBe("'A=b'");
  expect(shellProgram('%1')).toBe("'%1'");
});
