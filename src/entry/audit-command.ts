import { randomUUID } from 'node:crypto';

import { audit } from '../app/audit.js';
import { auditFor, auditJson } from '../core/report/audit.js';
import { writeReport } from '../edges/files/report-file.js';
import type { AuditArguments } from './cli-command.js';
import { withWorld } from './open-world.js';
import { terminalOf } from './print-reports.js';
import { progressOn } from './progress.js';
import { callerEnvironment } from './secret.js';

/** `formative audit`: which small mistakes the evals notice. 0: there is an answer; 2: no mistake came to one. */
export async function runAudit(asked: AuditArguments, version: string): Promise<number> {
  const { json, quiet, seed = randomUUID(), ...wanted } = asked;
  const progress = progressOn(process.stderr, { quiet });
  const options = {
    cwd: process.cwd(),
    progress: progress.show,
    callerEnv: callerEnvironment(),
    path: process.env['PATH'] ?? '',
    version,
    judges: { kind: 'none', why: 'no model is asked in an audit' } as const,
    seconds: wanted.seconds,
  };
  const found = await withWorld(options, (outside, over) => audit({ ...wanted, seed, over }, outside)).finally(
    progress.end,
  );
  if (json === '-') process.stdout.write(auditJson(found));
  else process.stdout.write(auditFor(found, terminalOf(process.stdout)));
  if (json !== undefined && json !== '-') await writeReport(json, auditJson(found));
  return found.share === undefined ? 2 : 0;
}
