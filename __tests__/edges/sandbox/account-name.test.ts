import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { accountName } from '../../../src/edges/sandbox/account-name.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

function database(text: string): string {
  const path = join(temporaryFolder(), 'passwd');
  writeFileSync(path, text);
  return path;
}

it.each([
  ['has a name', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n', 'nobody'],
  ['has two names', 'nobody:x:65534:65534::/:\nother:x:65534:65534::/:\n', 'nobody'],
  ['has none', 'root:x:0:0:root:/root:/bin/sh\n', '65534'],
  ['has a name that means another first', 'nobody:x:99:99::/:\nnobody:x:65534:65534::/:\n', '65534'],
  ['has a name that is an option', '-x:x:65534:65534::/:\n', '65534'],
  ['has a name that is a number', '12:x:65534:65534::/:\n', '65534'],
  ['is read from a torn file', 'nobody\n:::\n', '65534'],
])('an account that %s', (_, text, expected) => {
  expect(accountName(database(text), 65_534)).toBe(expected);
});

it("is root's in the machine's own", () => {
  expect(accountName('/etc/passwd', 0)).toBe(readFileSync('/etc/passwd', 'utf8').split(':')[0]);
});
