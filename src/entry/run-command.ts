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
  const request = {
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    ...(trials !== undefined && { trials }),
    seed: seedFor(asked.seed),
    ...{ evalsFrom, folder, only, fullBase, sandbox: { kind: 'exactly' as const, how: asked.sandbox } },
    diagnose: asked.diagnose && asked.quick === undefined,
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
    ...(asked.quick !== undefined && { seconds: asked.quick }),
  };
  const { result } = await withWorld(options, (outside, over) =>
    judge({ ...request, ...quickOf(asked, over) }, outside),
  ).finally(progress.end);
  await printReports(result, asked.files, asked.explain);
  return result;
}

function quickOf({ quick: seconds }: RunArguments, over: AbortSignal): { readonly quick?: Quick } {
  return seconds === undefined ? {} : { quick: { seconds, over } };
}

function seedFor(seed: string | undefined): SeedSource {
  return seed === undefined
    ? { kind: 'fresh', runId: randomUUID(), ...secretOf(process.env[SECRET]) }
    : { kind: 'given', seed };
}
