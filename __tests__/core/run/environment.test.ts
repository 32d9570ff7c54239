import { describe, expect, it } from '@jest/globals';
import { cleanEnvironment } from '../../../src/core/run/environment.js';

const place = { home: '/place/home', temp: '/place/temp' };

describe('cleanEnvironment', () => {
  it('holds exactly what every trial gets', () => {
    expect(cleanEnvironment({ place, path: '/usr/bin', extra: {} })).toEqual({
      PATH: '/usr/bin',
      HOME: '/place/home',
      TMPDIR: '/place/temp',
      LANG: 'C.UTF-8',
      TERM: 'dumb',
      CI: 'true',
    });
  });

  it('lets the eval add and replace', () => {
    const env = cleanEnvironment({ place, path: '/usr/bin', extra: { LANG: 'tr_TR.UTF-8', LEVEL: '3' } });
    expect(env).toMatchObject({ LANG: 'tr_TR.UTF-8', LEVEL: '3', PATH: '/usr/bin' });
  });
});
