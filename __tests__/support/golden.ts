import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'golden');

/** What the golden file of this name says; with UPDATE_GOLDEN=1 it says what is drawn now. */
export function golden(name: string, drawn: string): string {
  const path = join(FOLDER, name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, drawn);
  return existsSync(path)
    ? readFileSync(path, 'utf8')
    : `no golden file ${name}: run with UPDATE_GOLDEN=1 and read what it writes`;
}
