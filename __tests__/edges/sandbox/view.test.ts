import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin } from '../../../src/edges/sandbox/mount-points.js';
import { viewOf, type View, type ViewOptions } from '../../../src/edges/sandbox/view.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

const machine = temporaryFolder();
const at = (path: string): string => join(machine, path);
for (const folder of ['home/.pyenv/bin', 'tool-cache/node/bin', 'temp', 'checkout', 'cache-with-temp/temp'])
  mkdirSync(at(folder), { recursive: true });
writeFileSync(at('home/.netrc'), 'secret');
symlinkSync(at('tool-cache'), at('linked-cache'));

const NOTHING: ViewOptions = {
  path: '/usr/bin:/bin',
  homes: [at('home')],
  hidden: [at('temp')],
  closed: [at('checkout')],
};
const isSeen = ({ shown, masked }: View, path: string): boolean =>
  shown.some((folder) => isWithin(path, folder)) && !masked.some((folder) => isWithin(path, folder));

describe('viewOf', () => {
  it('shows the system, and what leads to it by links of its own', () => {
    const { shown, links } = viewOf(NOTHING);
    expect(shown).toEqual(expect.arrayContaining(['/usr', '/etc']));
    for (const [path, target] of links) expect([path, target]).toEqual([path, readlinkSync(path)]);
    expect(shown.filter((path) => !existsSync(path) || lstatSync(path).isSymbolicLink())).toEqual([]);
  });

  it('shows no folder of services, of people or of temporary files', () => {
    const view = viewOf(NOTHING);
    const homes = [at('home'), at('temp'), at('checkout'), '/home', '/tmp', '/var/run', '/proc', '/sys', '/dev'];
    expect(homes.filter((path) => isSeen(view, path))).toEqual([]);
    expect(view.shown.filter((path) => isWithin(path, '/run') || isWithin(path, '/var/lib/docker'))).toEqual([]);
  });

  it('shows a version manager without the home around it', () => {
    const view = viewOf({ ...NOTHING, path: at('home/.pyenv/bin') });
    expect([isSeen(view, at('home/.pyenv')), isSeen(view, at('home')), isSeen(view, at('home/.netrc'))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("shows the runner's tool cache, but none that is a link or holds what is hidden", () => {
    const showsCache = (name: string): boolean =>
      isSeen(viewOf({ ...NOTHING, hidden: [at('cache-with-temp/temp')], toolCache: at(name) }), at(name));
    expect(['tool-cache', 'linked-cache', 'cache-with-temp', 'none'].map(showsCache)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each(['homes', 'hidden', 'closed'] as const)('empties what is in %s inside of the system', (kind) => {
    const view = viewOf({ ...NOTHING, [kind]: ['/usr/share'] });
    expect(view.masked).toContain(realpathSync('/usr/share'));
    expect([isSeen(view, '/usr/share/doc'), isSeen(view, '/usr/bin')]).toEqual([false, true]);
    expect(view.shown.filter((path) => path !== '/usr/share' && isWithin(path, '/usr/share'))).toEqual([]);
  });

  it('goes by where a hidden folder really is', () => {
    const link = at('link-to-share');
    symlinkSync('/usr/share', link);
    expect(viewOf({ ...NOTHING, hidden: [link] }).masked).toContain(realpathSync('/usr/share'));
  });

  it('asks for no mount of a folder that does not exist', () => {
    const view = viewOf({ ...NOTHING, homes: ['/formative-is-no-home'], closed: ['/usr/formative-is-no-checkout'] });
    expect(view.masked).toEqual([]);
  });

  it('shows name resolution only to who has the network, where it lies outside of the system', () => {
    const { shown, network } = viewOf(NOTHING);
    expect(network.filter((path) => isWithin(path, '/etc') || shown.includes(path))).toEqual([]);
  });
});
