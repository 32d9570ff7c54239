import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWithin } from '../../../src/edges/sandbox/mount-points.js';
import { isPrivate, toolChains, type Borders } from '../../../src/edges/sandbox/tool-chains.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

const machine = temporaryFolder();
const at = (path: string): string => join(machine, path);
const FILES = [
  'home/.cargo/bin/cargo',
  'home/.cargo/credentials.toml',
  'home/.rustup/toolchains/stable/bin/rustc',
  'home/.pyenv/shims/python',
  'home/.pyenv/versions/3/bin/python',
  'home/.nvm/versions/node/v1/bin/node',
  'home/.local/bin/tool',
  'home/.local/share/pipx/venvs/black/bin/black',
  'home/.config/tool/bin/tool',
  'home/.docker/bin/docker',
  'home/project/bin/run',
  'home/project/.env',
  'opt/jdk/bin/java',
  'opt/jdk/lib/modules',
  'checkout/node_modules/.bin/jest',
  'runner-temp/setup/bin/setup',
  'cache/node/22/x64/bin/node',
];
for (const file of FILES) {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), '', { mode: 0o755 });
}
symlinkSync(at('home/.local/share/pipx/venvs/black/bin/black'), at('home/.local/bin/black'));
symlinkSync(at('home/project/bin/run'), at('home/.local/bin/run'));
symlinkSync(at('runner-temp/setup/bin/setup'), at('home/.local/bin/setup'));
symlinkSync(at('opt/jdk'), at('opt/java'));

const borders: Borders = {
  seen: [],
  homes: [at('home')],
  hidden: [at('runner-temp')],
  closed: [at('checkout')],
};
const shown = (...folders: readonly string[]): readonly string[] =>
  toolChains(folders.map(at).join(':'), borders).map((folder) => folder.slice(machine.length + 1));

describe('toolChains', () => {
  it('shows the whole of an installation, and of a version manager', () => {
    expect(shown('opt/jdk/bin')).toEqual(['opt/jdk']);
    expect(shown('home/.pyenv/shims')).toEqual(['home/.pyenv']);
    expect(shown('home/.nvm/versions/node/v1/bin')).toEqual(['home/.nvm/versions/node/v1']);
    expect(shown('cache/node/22/x64/bin')).toEqual(['cache/node/22/x64']);
  });

  it.each([
    [['home/.pyenv/versions/3/bin', 'home/.pyenv/shims']],
    [['home/.pyenv/shims', 'home/.pyenv/versions/3/bin']],
  ])('names nothing twice: %j', (folders) => {
    expect(shown(...folders)).toEqual(['home/.pyenv']);
  });

  it('shows only the programs where credentials may lie beside them', () => {
    expect(shown('home/.cargo/bin')).toEqual(['home/.cargo/bin', 'home/.rustup']);
    expect(shown('home/.docker/bin')).toEqual(['home/.docker/bin']);
    expect(shown('home/.config/tool/bin')).toEqual(['home/.config/tool/bin']);
  });

  it('follows links to software, and not to a project or to temporary files', () => {
    expect(shown('home/.local/bin')).toEqual(['home/.local/bin', 'home/.local/share/pipx/venvs/black']);
  });

  it('names a folder that is a link by both of its paths', () => {
    expect(shown('opt/java/bin')).toEqual(['opt/java/bin', 'opt/jdk']);
  });

  it('shows nothing of the checkout, of a whole home, or of what does not exist', () => {
    expect(shown('checkout/node_modules/.bin', 'home', 'nowhere/bin', '.')).toEqual([]);
    expect(toolChains('bin:./bin::relative', borders)).toEqual([]);
  });

  it('repeats nothing that is seen anyway', () => {
    expect(toolChains(at('opt/jdk/bin'), { ...borders, seen: [at('opt')] })).toEqual([]);
  });

  const folders = [
    ...new Set(FILES.flatMap((file) => [dirname(file), dirname(dirname(file))])),
    'home',
    'checkout',
    '.',
  ];

  it('crosses no border, whatever is on the PATH, in whatever order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(folders), (path) => {
        const found = toolChains(path.map(at).join(':'), borders);
        expect(found.filter((one) => isPrivate(one, borders))).toEqual([]);
        expect(found.filter((one) => isWithin(one, at('checkout')))).toEqual([]);
        const project = found.filter((one) => isWithin(at('home/project/.env'), one));
        expect(project.length === 0 || path.includes('home/project')).toBe(true);
        const credentials = found.filter((one) => isWithin(at('home/.cargo/credentials.toml'), one));
        expect(credentials.length === 0 || path.includes('home/.cargo')).toBe(true);
        const temporary = found.filter((one) => isWithin(one, at('runner-temp')));
        expect(temporary.filter((one) => !path.map(at).includes(one))).toEqual([]);
      }),
    );
  });
});
