import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ResultSchema, type CaseResult, type Result } from '../../../src/core/report/result.js';
import { start } from '../action-run.js';
import { pullRequest, type CliRun } from '../cli.js';
import { temporaryFolder, type TemporaryRepository } from '../temporary-repository.js';
import { giveTo, homeOf, productFor, SANDBOX, type User } from './users.js';

type Files = Readonly<Record<string, string | null>>;

/** What an attack came to. */
export interface Attacked extends CliRun {
  readonly result: Result;
  readonly changes: Readonly<Record<string, CaseResult['change']>>;
  /** Everything the product said and wrote, in all its formats, as one text. */
  readonly everything: string;
}

export interface Attack {
  readonly base: Readonly<Record<string, string>>;
  /** What the pull request writes; `null` deletes. */
  readonly head: Files;
  /** In the environment of the product itself, where no program may find it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Files in the home of whoever runs the product. */
  readonly inHome?: Readonly<Record<string, string>>;
  /** A command that starts whoever starts the product on another machine. */
  readonly on?: readonly string[];
  /** A command that starts the product in a poorer world. */
  readonly within?: readonly string[];
  /** Before the product starts: more that the attacker prepared. */
  readonly prepare?: (repository: TemporaryRepository) => void;
}

const FORMATS = ['json', 'html', 'markdown', 'junit'] as const;

/** Runs the built product on a hostile pull request, in a sandbox, as that user. */
export async function attacked(user: User, attack: Attack): Promise<Attacked> {
  const repository = pullRequest(attack.base, attack.head);
  attack.prepare?.(repository);
  const reports = temporaryFolder();
  for (const folder of [repository.root, reports]) giveTo(user, folder);
  const files = FORMATS.map((format) => join(reports, format));
  const outputs = FORMATS.flatMap((format, at) => [`--${format}`, files[at] ?? '']);
  const product = productFor();
  const command = [product.node, product.cli, 'run', '--sandbox', SANDBOX, ...outputs, ...(attack.args ?? [])];
  const [program = '', ...argv] = [...(attack.on ?? []), ...user.before, ...(attack.within ?? []), ...command];
  const env = { PATH: process.env['PATH'] ?? '', HOME: homeOf(user, attack.inHome), NO_COLOR: '1', ...attack.env };
  const run = await start(program, argv, { cwd: repository.root, env });
  const texts = files.map((path) => readOr(path, run));
  const result = ResultSchema.parse(JSON.parse(texts[0] ?? ''));
  const changes = Object.fromEntries(result.cases.map((it) => [it.id, it.change]));
  return { ...run, result, changes, everything: [run.stdout, run.stderr, ...texts].join('\n') };
}

function readOr(path: string, { code, stdout, stderr }: CliRun): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`the product wrote no ${path}: exit ${code}\n${stdout}\n${stderr}`);
  }
}
