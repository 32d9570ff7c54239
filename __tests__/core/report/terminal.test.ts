import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { terminalFor } from '../../../src/core/report/terminal.js';
import { aBreak, aCase, aResult, strictBreak } from '../../support/results.js';
import { SITUATIONS } from '../../support/situations.js';

const BECAUSE = [{ target: 'stdout', summary: 'stdout: first difference at line 1, column 4: expected "x", got "y"' }];

describe('terminalFor', () => {
  const result = aBreak([
    strictBreak({ title: 'Reads 日本語 dates 日本語 dates 日本語 dates 日本語 dates', reproduce: 'x' }),
  ]);

  it.each([40, 60, 100])('stays within %d columns, also with wide characters', (width) => {
    for (const name of ['hostile', 'could-not-tell', 'consequences']) {
      const commands = /^\s+(git|npm|node|printf) /;
      const lines = terminalFor(SITUATIONS[name]!(), { color: false, width }).split('\n');
      expect(lines.filter((line) => !commands.test(line) && stringWidth(line) > width)).toEqual([]);
    }
    const wide = terminalFor(result, { color: false, width }).split('\n');
    expect(Math.max(...wide.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  });

  it('colours only when asked to, and resets every colour', () => {
    const colored = terminalFor(result, { color: true, width: 80 });
    expect(colored).toContain('\u001b[31m✗');
    expect(colored.split('\u001b[0m').length - 1).toBe(colored.split(/\u001b\[[1-9]/).length - 1);
    expect(terminalFor(result, { color: false, width: 80 })).not.toContain('\u001b');
  });

  it('puts no space at the end of a line', () => {
    expect(terminalFor(SITUATIONS['many-breaks']!(), { color: false, width: 80 })).not.toMatch(/ $/m);
  });

  it('explains a case that is asked about, or each of an eval, unless the report tells of it anyway', () => {
    const drawn = (explain: readonly string[]): string =>
      terminalFor(
        aResult([
          strictBreak(),
          aCase('zones/utc', 'still-fails', { because: BECAUSE }),
          aCase('zones/gmt', 'still-passes'),
        ]),
        {
          color: false,
          width: 80,
          explain,
        },
      );
    const headings = (text: string): readonly string[] => text.match(/^Explained: .*$/gm) ?? [];
    expect(headings(drawn([]))).toEqual([]);
    expect(headings(drawn(['zones/utc']))).toEqual(['Explained: zones/utc']);
    expect(drawn(['zones/utc'])).toContain('stdout: first difference');
    expect(headings(drawn(['zones']))).toEqual(['Explained: zones/utc', 'Explained: zones/gmt']);
    expect(headings(drawn([strictBreak().id]))).toEqual([]);
  });

  it('begins no line with what a build service obeys, also after wrapping', () => {
    const because = [
      { target: 'x', summary: '::error::x', expected: 'a', got: '::set-output name=verdict::pass\n  ::x::' },
    ];
    const titles = Array.from(
      { length: 40 },
      (_, at) => `${'w'.repeat(at)} ::add-mask::x ${'w'.repeat(at)}::echo::off`,
    );
    const cases = titles.map((title) => strictBreak({ title, because, head: { ending: 'x', stdout: '::debug::x' } }));
    const notices = ['::stop-commands::x', 'a ##[group]x'];
    for (const color of [true, false]) {
      const drawn = terminalFor(aBreak(cases, { notices }), { color, width: 40 });
      expect(drawn).not.toMatch(/^\s*::/m);
      expect(drawn).not.toContain('##[');
    }
  });
});
