import { afterAll, describe, expect, it } from '@jest/globals';
import { chownSync, existsSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program, Sandbox } from '../../../src/app/ports.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import { whatFails } from '../../../src/edges/sandbox/self-test.js';
import { heldBy, openHere } from '../../support/sandbox/opened-sandboxes.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

const sandboxes = openHere();
afterAll(() => {
  sandboxes.closeNow();
  removeTemporaries();
});

const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.geteuid?.() === 0;
/** What is said from inside of a sandbox that holds. */
const HOLDS = [
  'status NoNewPrivs: 1',
  ...['CapInh:', 'CapPrm:', 'CapEff:', 'CapBnd:', 'CapAmb:'].map((name) => `status ${name} 0000000000000000`),
  ...['pid', 'net', 'ipc', 'mnt', 'uts'].map((name) => `namespace ${name} ${name}:[1]`),
  'pid 1',
  'pid 2',
  'net Inter-| Receive',
  'net face |bytes',
  'net lo',
  'route Iface Destination',
];

/** Says these lines, whatever it is asked to run. */
function saying(lines: readonly string[], act: (program: Program) => void = leaveFile): Sandbox {
  return {
    name: 'told',
    run: (program) => {
      act(program);
      const stdout = contentOf(`${lines.join('\n')}\n`);
      return Promise.resolve({ ending: { kind: 'exited', code: 0 }, duration: 0, stdout, stderr: EMPTY });
    },
  };
}

/** As a program that is not root of this machine. */
function leaveFile({ cwd }: Program): void {
  writeFileSync(join(cwd, 'new'), '');
  if (isRoot) chownSync(join(cwd, 'new'), NOBODY.uid, NOBODY.gid);
}

const failing = (...lines: readonly string[]): Promise<readonly string[]> =>
  whatFails(saying(lines), temporaryFolder());
const with_ = (from: string, to: string): readonly string[] => HOLDS.map((line) => (line.startsWith(from) ? to : line));

describe('whatFails', () => {
  it('believes a sandbox in which everything holds', async () => {
    expect(await failing(...HOLDS)).toEqual([]);
  });

  it('takes silence for failure', async () => {
    const said = await failing();
    for (const text of [
      'gain privileges',
      '(CapEff:)',
      '(CapBnd:)',
      'our pid namespace',
      'our net namespace',
      'processes of others',
    ])
      expect(said).toContainEqual(expect.stringContaining(text));
  });

  it.each([
    ['status NoNewPrivs:', 'status NoNewPrivs: 0', 'programs could gain privileges'],
    ['status CapBnd:', 'status CapBnd: 000001ffffffffff', 'programs would have capabilities (CapBnd:)'],
    ['status CapEff:', 'status CapEff: 0000000000000400', 'programs would have capabilities (CapEff:)'],
    ['net lo', 'net eth0', 'programs would reach a network'],
    [
      'pid 2',
      Array.from({ length: 9 }, (_, at) => `pid ${at}`).join('\n'),
      'programs would see the processes of others',
    ],
    ['route', 'route Iface\nroute eth0 00000000', 'programs would have a route'],
    ['pid 2', 'seen the temporary files of others', 'seen the temporary files of others'],
    ['pid 2', 'written /usr', 'written /usr'],
    ['pid 2', 'refused its own folder', 'refused its own folder'],
  ])('finds what stands in the place of %s: %s', async (from, to, finding) => {
    expect(await failing(...with_(from, to))).toContain(finding);
  });

  it.each(['pid', 'net', 'ipc', 'mnt', 'uts'])('finds a shared %s namespace', async (name) => {
    const own = readlinkSync(`/proc/self/ns/${name}`);
    const said = await failing(...with_(`namespace ${name}`, `namespace ${name} ${own}`));
    expect(said).toEqual([`programs would share our ${name} namespace`]);
  });

  it('finds out who wrote a file, whatever a user is called inside', async () => {
    const silent = saying(HOLDS, () => undefined);
    expect(await whatFails(silent, temporaryFolder())).toEqual(['programs would run as root of this machine']);
    const asRoot = saying(HOLDS, ({ cwd }) => {
      writeFileSync(join(cwd, 'new'), '');
    });
    expect(await whatFails(asRoot, temporaryFolder())).toHaveLength(isRoot ? 1 : 0);
  });

  it('says how its test ended where that was not well', async () => {
    const refuses: Sandbox = {
      name: 'refuses',
      run: () =>
        Promise.resolve({
          ending: { kind: 'timed-out', after: 20 },
          duration: 20,
          stdout: EMPTY,
          stderr: contentOf('stuck\n'),
        }),
    };
    expect(await whatFails(refuses, temporaryFolder())).toEqual([
      expect.stringMatching(/^its test .*timed out.*: stuck$/),
    ]);
  });

  it('leaves nothing behind', async () => {
    const temporary = temporaryFolder();
    await whatFails(saying([]), temporary);
    expect(existsSync(temporary) && readdirSync(temporary)).toEqual([]);
  });

  it('finds nothing wrong with those that hold on this machine, asked again', async () => {
    for (const sandbox of await heldBy(sandboxes)) expect(await whatFails(sandbox, '/tmp')).toEqual([]);
  }, 60_000);
});
