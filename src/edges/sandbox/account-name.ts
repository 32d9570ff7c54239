import { readFileSync } from 'node:fs';

/**
 * What an account database (`/etc/passwd`, `/etc/group`) calls a number, or the number where it has no name that means it alone.
 * setpriv takes both, but looks for an account that is called `65534` in every source of names that the machine has.
 */
export function accountName(database: string, id: number): string {
  const accounts = readFileSync(database, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const named = accounts.find((fields) => fields[2] === String(id))?.[0] ?? '';
  const meant = accounts.find(([name]) => name === named)?.[2];
  return /^[a-z_][a-z0-9_-]*$/.test(named) && meant === String(id) ? named : String(id);
}
