import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { EvalFilesError, UserError } from '../../src/core/errors.js';
import { explain } from '../../src/entry/explain.js';
import { progressOn } from '../../src/entry/progress.js';

const NASTY = '\u001b]0;x\u0007\u202e ##[set-output name=verdict;]pass';
const SHOWN = '\\x1b]0;x\\x07\\u202e ##\\x5bset-output name=verdict;]pass';

describe('explain', () => {
  it('shows what stands in a path or a name', () => {
    const mistake = { path: `evals/${NASTY}.yml`, line: 1, column: 2, message: 'expected a map' };
    expect(explain(new EvalFilesError([mistake]))).toBe(
      `evals/${SHOWN}.yml:1:2: expected a map\n\nMend the lines above, then run \`formative validate\`.`,
    );
    expect(explain(new UserError(`no ${NASTY}\n::stop-commands::x`, { help: 'h' }))).toBe(
      `no ${SHOWN}\n\\x3a:stop-commands::x\n\nh`,
    );
  });

  it('tells the stack of what was not expected', () => {
    expect(explain(new TypeError('boom'))).toMatch(/^TypeError: boom\n {4}at /);
    expect(explain('\u001bx')).toBe('\\x1bx');
  });
});

describe('progress', () => {
  it.each([true, false])('shows commands and names, on a terminal: %s', (isTTY) => {
    const stream = Object.assign(new PassThrough(), { isTTY, columns: 200 });
    const progress = progressOn(stream as unknown as NodeJS.WriteStream, { quiet: false });
    progress.show({ kind: 'setup', side: 'head', command: { kind: 'shell', script: `a\n${NASTY}` } });
    progress.show({ kind: 'phase', text: `bisecting ${NASTY}` });
    const text = String(stream.read()).replaceAll('\r\u001b[2K', '');
    expect(text).toBe(
      [`setting up head: a\\n${SHOWN}`, `bisecting ${SHOWN}`].map((line) => (isTTY ? line : `${line}\n`)).join(''),
    );
  });
});
