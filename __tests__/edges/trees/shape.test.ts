import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyEntry } from '../../../src/edges/trees/copy-entry.js';
import { statOf } from '../../../src/edges/trees/disk.js';
import { mend } from '../../../src/edges/trees/mend.js';
import { type Shape, shapeOf, stampOf } from '../../../src/edges/trees/shape.js';
import { atOnce } from '../../../src/edges/trees/steps.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterEach(removeTemporaries);

/** A copy in which a trial changed `a` and made `new`, so soon that the file system's clock did not move. */
function changedWithinOneTick() {
  const folder = temporaryFolder();
  const [pristine, copy, scratch] = ['pristine', 'copy', 'scratch'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(pristine);
  mkdirSync(scratch);
  writeFileSync(join(pristine, 'a'), 'aaaa');
  const shape = atOnce(copyEntry(pristine, copy))!;
  writeFileSync(join(copy, 'a'), 'AAAA');
  const { atime, mtime } = statSync(join(pristine, 'a'));
  utimesSync(join(copy, 'a'), atime, mtime);
  utimesSync(join(pristine, 'a'), atime, mtime);
  writeFileSync(join(copy, 'new'), '');
  const original = atOnce(shapeOf(pristine))!;
  stampNow(shape, copy);
  stampNow(shape.children!.get('a')!, join(copy, 'a'));
  return {
    copy,
    shape,
    mendAfter: (since: bigint) => atOnce(mend(copy, shape, { pristine, original, scratch, since })),
  };
}

function stampNow(shape: Shape, path: string): void {
  shape.stamp = stampOf(statOf(path)!);
}

describe('a stamp', () => {
  it('is doubted when the trial started within a tick of it: names and contents are compared', () => {
    const { copy, shape, mendAfter } = changedWithinOneTick();
    expect(mendAfter(shape.stamp.ctime)).toBe(true);
    expect(readdirSync(copy)).toEqual(['a']);
    expect(readFileSync(join(copy, 'a'), 'utf8')).toBe('aaaa');
  });

  it('is believed when the trial started later: nothing is read again', () => {
    const { copy, shape, mendAfter } = changedWithinOneTick();
    mendAfter(shape.stamp.ctime + 10_000_000_000n);
    expect(readdirSync(copy)).toEqual(['a', 'new']);
  });
});
