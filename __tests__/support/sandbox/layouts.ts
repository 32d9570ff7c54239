import fc from 'fast-check';
import type { Layout } from '../../../src/edges/sandbox/layers.js';

/** Names that a table of mounts has to escape are among them. */
const name = fc.oneof(
  fc.stringMatching(/^[a-z]{1,3}$/),
  fc.constantFrom('a b', 'a#b', 'a\\b', 'a\tb', 'a\nb', 'a-b', 'é'),
);

/** Absolute, normal, and often inside of each other. */
export const paths = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/${names.join('/')}`);

const several = fc.uniqueArray(paths, { maxLength: 5 });

/** Layouts as a machine could have them: what is masked lies inside of something shown. */
export const layouts: fc.Arbitrary<Layout> = fc
  .record({ shown: several, inside: several, network: several, temporary: paths, ownDevices: fc.boolean() })
  .map(({ shown, inside, network, temporary, ownDevices }) => ({
    root: '/var/skeleton',
    temporary,
    ...(ownDevices ? { ownDevices } : {}),
    view: {
      shown,
      masked: shown.length === 0 ? [] : inside.map((path, at) => `${shown[at % shown.length] ?? ''}/masked${path}`),
      links: [],
      network: network.filter((path) => !shown.includes(path)),
    },
  }));
