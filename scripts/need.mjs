#!/usr/bin/env node
// Makes sure that the system's programs which a command needs are there: node scripts/need.mjs PROGRAM…
// It installs what is missing where it may (root, or sudo that asks no password), else it fails with the line to type.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Ubuntu's `chromium` package is a stub that asks for snap, so other names of the browser are as good. */
const PROGRAMS = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    packages: ['chromium', 'fonts-noto-color-emoji'],
  },
  pytest: { names: ['pytest'], packages: ['python3-pytest'] },
  bwrap: { names: ['bwrap'], packages: ['bubblewrap'] },
  dockerd: { names: ['dockerd'], packages: ['docker.io'] },
  sudo: { names: ['sudo'], packages: ['sudo'] },
  setpriv: { names: ['setpriv'], packages: ['util-linux'] },
  'cmark-gfm': { names: ['cmark-gfm'], packages: ['cmark-gfm'] },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(PROGRAMS, name));
if (asked.length === 0 || unknown.length > 0)
  stop(`usage: need.mjs PROGRAM…, each one of: ${Object.keys(PROGRAMS).join(', ')}`);

const missing = missingOf(asked);
if (missing.length > 0) install(missing);

function install(programs) {
  const packages = programs.flatMap((name) => PROGRAMS[name].packages);
  const [update, add] = [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
  ];
  const byHand = `Missing: ${programs.join(', ')}. Type:\n  sudo ${update.join(' ')} && sudo ${add.join(' ')}`;
  if (find(['apt-get']) === undefined) {
    stop(
      `Missing: ${programs.join(', ')}. There is no apt-get here: install ${packages.join(', ')} your system's way.`,
    );
  }
  const before = rightsToInstall() ?? stop(byHand);
  console.error(`need: installing ${packages.join(', ')}`);
  for (const command of [update, add]) {
    const done = run([...before, ...command]);
    if (done.status !== 0) stop(`${done.stdout}${done.stderr}\n${command.join(' ')} failed. ${byHand}`);
  }
  const still = missingOf(programs);
  if (still.length > 0) stop(`apt-get has run, and there is still no ${still.join(', ')} on PATH. ${byHand}`);
}

/** What stands before apt-get: nothing for root, sudo where it asks no password; undefined where we may not install. */
function rightsToInstall() {
  const env = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (run(['id', '-u']).stdout?.trim() === '0') return env;
  const sudo = ['sudo', '-n'];
  return find(['sudo']) !== undefined && run([...sudo, 'true']).status === 0 ? [...sudo, ...env] : undefined;
}

function run([program, ...args]) {
  return spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

function missingOf(programs) {
  return programs.filter((name) => find(PROGRAMS[name].names) === undefined);
}

function find(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
