import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { HELLO, onStages } from '../support/threats/hostile-stages.js';
import { threat } from '../support/threats/threat.js';
import { archiveOf, ended, RECORD } from '../support/two-stages.js';
import { zip } from '../support/zip.js';

afterAll(removeTemporaries);

/** What an attacker hands on in place of a record, by the reason for which it has to be refused. */
const ARCHIVES: readonly (readonly [string, (lines: readonly string[]) => Buffer])[] = [
  ['wrong-name', (lines) => zip([{ name: `../../${RECORD}`, bytes: bytesOf(lines) }])],
  ['not-a-file', () => zip([{ name: RECORD, bytes: Buffer.from('/etc/passwd'), mode: 0o120777 }])],
  ['several-entries', (lines) => zip([1, 2].map(() => ({ name: RECORD, bytes: bytesOf(lines) })))],
  ['too-large', () => zip([{ name: RECORD, bytes: Buffer.alloc(200 * 1024 * 1024) }])],
];

const LINES: readonly (readonly [string, (line: string) => string])[] = [
  ['an unknown field', (line) => line.replace('{"kind":"trial"', '{"kind":"trial","verdict":"nothing-broke"')],
  ['NaN', (line) => line.replace(/"duration":[\d.e-]+/, '"duration":NaN')],
  ['a huge number', (line) => line.replace(/"duration":[\d.e-]+/, '"duration":1e999')],
];

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

threat(
  {
    id: 'R11',
    name: 'artifact',
    attack:
      'the archive is a path out of its folder, a link, a bomb, twice the same, or its lines have unknown fields, NaN or numbers without end',
    outcome: 'it is refused with its reason, nothing is written outside of the temp folder, and the check is a failure',
  },
  async (user) => {
    await onStages(user, { base: HELLO, head: { 'note.md': 'x' }, fork: 'mallory' }, async ({ stages, answer }) => {
      const lines = await stages.record();
      stages.repository.git('switch', '-q', '--detach', 'main');
      const told: string[] = [];
      const refused = async (archive: Buffer): Promise<string> => {
        const attempt = told.length + 1;
        stages.upload(archive, `formative-record-${attempt}`);
        await stages.report({ fork: 'mallory', attempt });
        const { conclusions, text } = await answer();
        expect(conclusions.map(([, conclusion]) => conclusion)).toEqual(['failure']);
        told.push(text);
        return text;
      };
      for (const [why, archive] of ARCHIVES) expect(await refused(archive(lines))).toContain(`(${why})`);
      for (const [what, change] of LINES) {
        const text = await refused(archiveOf(lines.map(change)));
        expect([what, text.includes('refused')]).toEqual([what, true]);
      }
      expect(await refused(archiveOf(ended(lines.slice(0, 1))))).not.toContain('Nothing broke');
      expect(stages.repository.git('status', '--porcelain', '--ignored')).toBe('');
      expect(existsSync(join(stages.repository.root, '..', RECORD))).toBe(false);
    });
  },
);
