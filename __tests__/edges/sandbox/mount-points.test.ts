import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { isWithin, mountPointsBelow } from '../../../src/edges/sandbox/mount-points.js';

const name = fc.stringMatching(/^[a-z.-]{1,6}$/);
const path = fc.array(name, { maxLength: 4 }).map((names) => `/${names.join('/')}`);

describe('isWithin', () => {
  it('goes by whole names', () => {
    expect(isWithin('/home/ada', '/home/ad')).toBe(false);
    expect(isWithin('/home/ada', '/home')).toBe(true);
    expect(isWithin('/home', '/home/ada')).toBe(false);
  });

  it('holds for a folder itself, for the root, and for whatever lies deeper', () => {
    fc.assert(
      fc.property(path, name, (folder, child) => {
        const inside = `${folder === '/' ? '' : folder}/${child}`;
        expect([isWithin(folder, folder), isWithin(folder, '/'), isWithin(inside, folder)]).toEqual([true, true, true]);
        expect(isWithin(folder, inside)).toBe(false);
      }),
    );
  });
});

describe('mountPointsBelow', () => {
  it('finds what is mounted in a folder, and not the folder itself', () => {
    const below = mountPointsBelow('/');
    expect(below).toContain('/proc');
    expect(below).not.toContain('/');
    expect(below.filter((point) => point.startsWith('/dev') && !existsSync(point))).toEqual([]);
  });

  it('finds nothing in a folder that does not exist', () => {
    expect(mountPointsBelow('/formative-is-no-folder')).toEqual([]);
  });
});
