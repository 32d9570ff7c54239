import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { UserError } from '../../core/errors.js';
import { readText } from '../../core/evals/text.js';
import type { Deed, Standing } from '../../core/init/deed.js';
import { describeKind, statOf } from '../trees/disk.js';
import { locate } from '../trees/safe-path.js';

/** A file of the checkout as it stands; links on its way or in its place are not followed. */
export function standingAt(root: string, path: string): Standing {
  const located = locate(root, path);
  if (located.kind === 'missing') return { kind: 'missing' };
  if (located.kind === 'refused') return { kind: 'other', why: located.why };
  const stats = statOf(located.path);
  if (stats === undefined) return { kind: 'missing' };
  if (!stats.isFile()) return { kind: 'other', why: `${path} ${describeKind(stats)}` };
  const reading = readText(readFileSync(located.path));
  return reading.kind === 'text' ? reading : { kind: 'other', why: `${path} is no text, as ${reading.why}` };
}

/** Writes what is to be created, or brought up to date, where it still stands as it was read. */
export function carryOut(root: string, deed: Deed): void {
  if (deed.kind !== 'create' && deed.kind !== 'update') return;
  const path = `${root}/${deed.path}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (deed.kind === 'create') writeFileSync(path, deed.text, { flag: 'wx' });
    else writeFileSync(path, endedAs(readFileSync(path, 'utf8'), deed.text));
  } catch (cause) {
    throw new UserError(
      `${deed.path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        help: 'Run `formative init` again when it can be: what is written already stays as it is.',
        cause,
      },
    );
  }
}

/** With the line ends that the checkout uses. */
function endedAs(standing: string, text: string): string {
  return standing.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}
