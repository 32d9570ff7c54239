import { randomUUID } from 'node:crypto';

import { judge } from '../app/judge.js';
import type { Quick } from '../app/quick-pass.js';
import type { SeedSource } from '../core/run/seed.js';
import type { Result } from '../core/report/result.js';
import { judgesFrom } from './judges.js';
import { withWorld } from './open-world.js';
import { callerEnvironment, SECRET, secretOf } from './secret.js';
import { progressOn } from './progress.js';
import type { RunArguments } from './cli-command.js';
import { printReports } from './print-reports.js';

/** `formative run`: the verdict on the terminal, and every report that was asked for in its file. */
export async function runRun(asked: RunArguments, version: string): Promise<Result> {
  const progress = progressOn(process.stderr, { quiet: asked.quiet });
  const { base, head, trials, evalsFrom, folder, only, fullBase } = asked;
  const quick = asked.quick === undefined ? undefined : quickFor(asked.quick);
  const request = {
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    ...(trials !== undefined && { trials }),
    seed: seedFor(asked.seed),
    ...(quick !== undefined && { quick }),
    ...{ evalsFrom, folder, only, fullBase, sandbox: { kind: 'exactly' as const, how: asked.sandbox } },
    diagnose: asked.diagnose && quick === undefined,
  };
  const options = {
    cwd: process.cwd(),
    progress: progress.show,
    callerEnv: callerEnvironment(),
    path: process.env['PATH'] ?? '',
    version,
    judges: judgesFrom(process.env),
    history: { keep: true },
    lately: true,
  };
  const { result } = await withWorld(options, (outside) => judge(request, outside)).finally(progress.end);
  await printReports(result, asked.files);
  return result;
}

function quickFor(seconds: number): Quick {
  return { seconds, over: AbortSignal.timeout(seconds * 1000) };
}

function seedFor(seed: string | undefined): SeedSource {
  return seed === undefined
    ? { kind: 'fresh', runId: randomUUID(), ...secretOf(process.env[SECRET]) }
    : { kind: 'given', seed };
}
