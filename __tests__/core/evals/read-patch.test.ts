import { describe, expect, it } from '@jest/globals';

import { readPatch } from '../../../src/core/evals/read-patch.js';
import { commandOf, mistakesIn } from './files.js';

const EDIT = 'diff --git a/a.js b/a.js\nindex 1..2 100644\n--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-one\n+two\n';
const head = (path: string, ...lines: readonly string[]): string =>
  [`diff --git a/${path} b/${path}`, ...lines, ''].join('\n');

describe('a patch', () => {
  it('is read as git diff writes it: edits, new files and deleted ones', () => {
    const added = head('b.js', 'new file mode 100644', '--- /dev/null', '+++ b/b.js', '@@ -0,0 +1 @@', '+one');
    const deleted = head('c.js', 'deleted file mode 100755', '--- a/c.js', '+++ /dev/null', '@@ -1 +0,0 @@', '-one');
    const reading = readPatch(`${EDIT}${added}${deleted}`);
    expect(reading.kind === 'patch' ? reading.files.map(({ path, kind }) => [path, kind]) : reading).toEqual([
      ['a.js', 'edit'],
      ['b.js', 'add'],
      ['c.js', 'delete'],
    ]);
  });

  it.each([
    [8, `${EDIT}${head('b', 'similarity index 100%', 'rename from b', 'rename to c')}`, 'renames or copies'],
    [1, head('b', 'old mode 100644', 'new mode 100755'), 'changes the mode of `b`'],
    [
      1,
      head('b', 'new file mode 120000', '--- /dev/null', '+++ b/b', '@@ -0,0 +1 @@', '+/etc'),
      'changes the mode of `b`',
    ],
    [1, head('b', 'index 1..2 100644', 'Binary files a/b and b/b differ'), 'changes the bytes of `b`'],
    [3, head('b', 'index 1..2 100644', 'GIT binary patch', 'literal 3', 'KcmZ'), 'the patch changes a binary file'],
    [1, EDIT.replaceAll('a.js', '../a.js'), 'expected a path inside the repository'],
    [8, `${EDIT}${EDIT}`, 'changes `a.js` twice'],
    [1, '', 'the patch changes nothing'],
    [1, 'hello\n', 'the patch changes nothing'],
    [1, '@@ -1 +1 @@\n-a\n+b\n', 'does not say which file it changes'],
    [1, EDIT.replace('+two', 'two'), 'not a patch as `git diff` writes it'],
  ])('is refused at line %i of %j', (line, text, message) => {
    const reading = readPatch(text);
    expect(reading).toMatchObject({ kind: 'wrong', line });
    expect(reading.kind === 'wrong' ? reading.message : '').toContain(message);
  });
});

describe('must-fail', () => {
  it('is one patch or more, each with the cases it breaks', () => {
    const text =
      'run: [x]\ncases: { one: {} }\nmust-fail: [{ patch: _bad.patch, cases: [one] }, { patch: _bad.patch }]\n';
    const { controls } = commandOf(text, { '_bad.patch': EDIT });
    expect(controls.map(({ name, cases, files }) => [name, cases, files.length])).toEqual([
      ['_bad.patch', ['one'], 1],
      ['_bad.patch', [], 1],
    ]);
  });

  it.each([
    ['{ patch: _bd.patch }', 'evals/a.yml:3:21: `_bd.patch` is not there, did you mean `_bad.patch`?'],
    ['{ patch: _bad.patch, cases: [oen] }', 'evals/a.yml:3:41: `oen` is not a case here, did you mean `one`?'],
    ['{ patch: _bad.patch, case: [one] }', 'evals/a.yml:3:33: `case` is not a field here, did you mean `cases`?'],
    [
      '{ patch: _no.patch }',
      'evals/_no.patch:1:1: the patch changes nothing, expected lines as `git diff` writes them',
    ],
  ])('%s', (control, mistake) => {
    const text = `run: [x]\ncases: { one: {} }\nmust-fail: ${control}\n`;
    expect(mistakesIn({ 'a.yml': text, '_bad.patch': EDIT, '_no.patch': 'no\n' })).toEqual([mistake]);
  });
});
