import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { layersOf } from '../../../src/edges/sandbox/layers.js';
import { isWithin } from '../../../src/edges/sandbox/mount-points.js';
import { layouts } from '../../support/sandbox/layouts.js';

const EMPTY = { shown: [], masked: [], links: [], network: [] };
const NOTHING = { root: '/skeleton', temporary: '/tmp/trees', view: EMPTY };

describe('layersOf', () => {
  it('puts a folder in memory where temporary files lie, and one more where trees lie elsewhere', () => {
    const pathsOf = (temporary: string): readonly string[] =>
      layersOf({ ...NOTHING, temporary }, false).map(({ kind, path }) => `${kind} ${path}`);
    expect(pathsOf('/tmp/trees')).toEqual(['memory /tmp', 'memory /var/tmp']);
    expect(pathsOf('/mnt/trees')).toEqual(['memory /mnt/trees', 'memory /tmp', 'memory /var/tmp']);
  });

  it('mounts parents before what lies inside of them', () => {
    fc.assert(
      fc.property(layouts, fc.boolean(), (layout, network) => {
        const paths = layersOf(layout, network).map(({ path }) => path);
        const early = paths.filter((path, at) =>
          paths.slice(at + 1).some((later) => later !== path && isWithin(path, later)),
        );
        expect(early).toEqual([]);
      }),
    );
  });

  it('shows what the view shows, what the network needs only with it, and nothing over a mask', () => {
    fc.assert(
      fc.property(layouts, fc.boolean(), (layout, network) => {
        const layers = layersOf(layout, network);
        const shown = layers.filter(({ kind }) => kind === 'shown').map(({ path }) => path);
        const { view } = layout;
        expect(new Set(shown)).toEqual(new Set([...view.shown, ...(network ? view.network : [])]));
        for (const mask of view.masked) {
          const at = layers.findIndex(({ kind, path }) => kind === 'masked' && path === mask);
          const shownAt = layers.findLastIndex(({ kind, path }) => kind === 'shown' && isWithin(mask, path));
          expect(at).toBeGreaterThan(shownAt);
        }
      }),
    );
  });
});
