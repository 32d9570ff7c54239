import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { toolPath } from '../../../src/edges/process/tool-path.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

const folder = temporaryFolder();
const at = (path: string): string => join(folder, path);
for (const path of ['checkout/.git', 'checkout/pkg/node_modules/.bin', 'checkout-tools/bin', 'plain/bin'])
  mkdirSync(at(path), { recursive: true });
symlinkSync(at('checkout/pkg/node_modules/.bin'), at('door'));

const left = (folders: readonly string[], ...path: readonly string[]): readonly string[] =>
  toolPath(path.join(':'), folders)
    .split(':')
    .filter((one) => one !== '');

describe('toolPath', () => {
  it('leaves out what a checkout brings, wherever in it we are', () => {
    const path = [at('checkout/pkg/node_modules/.bin'), at('checkout'), '/usr/bin'];
    expect(left([at('checkout')], ...path)).toEqual(['/usr/bin']);
    expect(left([at('checkout/pkg')], ...path)).toEqual(['/usr/bin']);
    expect(left(['/', at('checkout')], ...path)).toEqual(['/usr/bin']);
  });

  it('sees through a link', () => {
    expect(left([at('checkout')], at('door'), '/bin')).toEqual(['/bin']);
    symlinkSync(at('checkout'), at('linked'));
    expect(left([at('linked')], at('checkout/pkg/node_modules/.bin'), '/bin')).toEqual(['/bin']);
  });

  it('leaves out what is relative, and the empty name that means here', () => {
    expect(left([], 'node_modules/.bin', '', '.', '/usr/bin')).toEqual(['/usr/bin']);
  });

  it('keeps everything else, in its order', () => {
    const path = [at('checkout-tools/bin'), at('plain/bin'), '/nowhere', '/usr/bin', '/bin'];
    expect(left([at('checkout'), at('plain')], ...path)).toEqual(path);
  });
});
