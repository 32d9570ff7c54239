import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { ResultSchema, type CaseResult, type Result } from '../../src/core/report/result.js';
import { start } from './action-run.js';
import { TemporaryRepository, temporaryFolder } from './temporary-repository.js';

const CLI = resolve('dist/cli.js');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What starts the built command line, before its arguments. */
export const FORMATIVE = [process.execPath, CLI] as const;

/** The environment of a user who has set nothing. */
export const USER = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', NO_COLOR: '1' };

/** Starts the built command line as a process, as a user does. */
export function formative(cwd: string, ...args: readonly string[]): Promise<CliRun> {
  const [node, cli] = FORMATIVE;
  return start(node, [cli, ...args], { cwd, env: USER });
}

export interface Judged extends CliRun {
  readonly result: Result;
  /** The change of each case by its id. */
  readonly changes: Readonly<Record<string, CaseResult['change']>>;
  /** One case by its id. */
  readonly case: (id: string) => CaseResult;
}

/** `formative run` with its result read and checked. */
export async function judged(cwd: string, ...args: readonly string[]): Promise<Judged> {
  const json = join(temporaryFolder(), 'result.json');
  const run = await formative(cwd, 'run', '--sandbox', 'off', '--json', json, ...args);
  let text: string;
  try {
    text = readFileSync(json, 'utf8');
  } catch {
    throw new Error(`formative run wrote no result: exit ${run.code}\n${run.stdout}\n${run.stderr}`);
  }
  const result = ResultSchema.parse(JSON.parse(text));
  const changes = Object.fromEntries(result.cases.map((it) => [it.id, it.change]));
  return { ...run, result, changes, case: (id) => found(result, id) };
}

function found(result: Result, id: string): CaseResult {
  const one = result.cases.find((it) => it.id === id);
  if (one === undefined) throw new Error(`no case ${id} among ${result.cases.map((it) => it.id).join(', ')}`);
  return one;
}

type Files = Readonly<Record<string, string>>;

/** A repository with a base commit on main and a head commit on a branch; `null` removes a file on head. */
export function pullRequest(base: Files, head: Readonly<Record<string, string | null>>): TemporaryRepository {
  const repository = new TemporaryRepository();
  repository.commit('base', base);
  repository.git('switch', '-q', '-c', 'topic');
  const written = Object.entries(head).filter((entry): entry is [string, string] => entry[1] !== null);
  const removed = Object.entries(head).flatMap(([path, text]) => (text === null ? [path] : []));
  if (removed.length > 0) repository.git('rm', '-q', '--', ...removed);
  repository.commit('head', Object.fromEntries(written));
  return repository;
}
