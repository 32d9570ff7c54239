import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mountPlan } from '../../../src/edges/sandbox/mount-plan.js';
import { DEVICES } from '../../../src/edges/sandbox/skeleton.js';
import { layouts, paths } from '../../support/sandbox/layouts.js';

interface Mount {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** As mount(8) reads a table: fields parted by blanks, octal escapes, comments from `#` on. */
function mountsIn(plan: string): readonly Mount[] {
  const plain = (field = ''): string =>
    field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return plan
    .trimEnd()
    .split('\n')
    .map((line) => {
      const fields = line.split(/[ \t]/);
      expect([line, fields.length, line.includes('#')]).toEqual([line, 6, false]);
      const [source, target, kind = '', options = ''] = fields;
      return { source: plain(source), target: plain(target), kind, options: options.split(',') };
    });
}

const isDevice = ({ target }: Mount): boolean => /\/dev\/[^/]+$/.test(target);
const cases = fc.record({ layout: layouts, writable: fc.uniqueArray(paths, { maxLength: 3 }), network: fc.boolean() });

describe('mountPlan', () => {
  it('lets programs write in their own folders, in memory, and nowhere else', () => {
    fc.assert(
      fc.property(cases, ({ layout, writable, network }) => {
        const binds = mountsIn(mountPlan(layout, writable, network)).filter(({ options }) => options.includes('bind'));
        const open = binds.filter((mount) => !mount.options.includes('ro') && !isDevice(mount));
        expect(open.map(({ source }) => source)).toEqual(writable);
        expect(open.map(({ target }) => target)).toEqual(writable.map((path) => `${layout.root}${path}`));
      }),
    );
  });

  it('mounts nothing outside of the root folder but the view of the new network, where there is none to have', () => {
    fc.assert(
      fc.property(cases, ({ layout, writable, network }) => {
        const mounts = mountsIn(mountPlan(layout, writable, network));
        const outside = mounts.filter(({ target }) => target !== layout.root && !target.startsWith(`${layout.root}/`));
        expect(outside.map(({ target, kind }) => [target, kind])).toEqual(network ? [] : [['/sys', 'sysfs']]);
      }),
    );
  });

  it('honours no set-user-id bit anywhere, and devices only where it shows harmless ones', () => {
    fc.assert(
      fc.property(cases, ({ layout, writable, network }) => {
        const mounts = mountsIn(mountPlan(layout, writable, network));
        expect(mounts.filter(({ options }) => !options.includes('nosuid'))).toEqual([]);
        const written = mounts.filter(
          ({ source, kind, options }) => kind === 'tmpfs' || (writable.includes(source) && !options.includes('ro')),
        );
        expect(written.filter((mount) => !isDevice(mount) && !mount.options.includes('nodev'))).toEqual([]);
      }),
    );
  });

  it('allows devices in the root folder only where it has its own, and then mounts none', () => {
    fc.assert(
      fc.property(cases, ({ layout, writable, network }) => {
        const [root, ...others] = mountsIn(mountPlan(layout, writable, network));
        expect(root?.options.includes('nodev')).toBe(layout.ownDevices !== true);
        const devices = others.filter(({ source }) => source.startsWith('/dev/'));
        expect(devices).toHaveLength(layout.ownDevices ? 0 : DEVICES.length);
      }),
    );
  });

  it("mounts programs' own folders last, so that nothing lies over them", () => {
    const layout = { root: '/r', temporary: '/tmp', view: { shown: ['/usr'], masked: [], links: [], network: [] } };
    const targets = mountsIn(mountPlan(layout, ['/tmp/tree', '/tmp/home'], true)).map(({ target }) => target);
    expect(targets[0]).toBe('/r');
    expect(targets.slice(-2)).toEqual(['/r/tmp/tree', '/r/tmp/home']);
    expect(targets.indexOf('/r/tmp')).toBeGreaterThan(targets.indexOf('/r'));
  });
});
