import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const ATTEMPTS = 3;

/** Downloads versions of a package into a folder; gives the path of each version's tarball. */
export async function download(name, versions, folder) {
  const args = versions.map((version) => `${name}@${version}`);
  await persist(`npm pack ${args.join(' ')}`, () =>
    exec('npm', ['pack', '--loglevel=error', '--ignore-scripts', '--pack-destination', folder, ...args], {
      cwd: folder,
    }),
  );
  const tarballs = new Map(versions.map((version) => [version, join(folder, `${name}-${version}.tgz`)]));
  const missing = [...tarballs.values()].filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`npm pack said it was done, but left no ${missing.join(', ')}.`);
  return tarballs;
}

/** The text of one file of a package's tarball. */
export async function readFromTarball(tarball, path) {
  const { stdout } = await exec('tar', ['-xzOf', tarball, `package/${path}`], { maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

/** Unpacks a package's own files into a folder. */
export async function unpack(tarball, folder) {
  await exec('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1', '--no-same-owner']);
}

async function persist(what, action) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (attempt === ATTEMPTS) {
        const help = 'These stories are made of published packages: the npm registry has to be reachable.';
        throw new Error(`${what} failed ${ATTEMPTS} times. ${help}\n${error.stderr ?? ''}`.trimEnd(), { cause: error });
      }
      await wait(attempt * 2000);
    }
  }
}
