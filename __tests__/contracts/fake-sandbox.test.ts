import { describe } from '@jest/globals';

import { FakeDisk } from '../support/fakes/fake-disk.js';
import { FakeSandbox, hangs } from '../support/fakes/fake-sandbox.js';
import { describeSandbox } from './sandbox.js';

describe('programs that are functions', () => {
  describeSandbox(() => ({
    folder: '/tree',
    sandbox: new FakeSandbox(new FakeDisk(), {
      echo: ({ args, stdin, env }) => `${[...args, stdin, env['GIVEN'] ?? ''].join('|')}\n`,
      fail: () => ({ exit: 3, err: 'no\n' }),
      hang: hangs,
    }),
    argvOf: (role, ...args) => [role, ...args],
  }));
});
