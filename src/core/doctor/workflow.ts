import * as z from 'zod';

import { readYaml, type Document } from '../evals/yaml.js';
import type { SetupFile } from './setup.js';

const Mapping = z.record(z.string(), z.unknown());

export interface Step {
  readonly uses?: string;
  readonly with: Readonly<Record<string, unknown>>;
  /** Its `if`, as written; empty without one. */
  readonly condition: string;
  readonly line: number;
}

export interface Job {
  readonly id: string;
  /** What it says of its token: a map, `read-all`, `write-all`; absent: nothing. */
  readonly permissions: unknown;
  /** A workflow of another repository, in place of steps. */
  readonly uses?: string;
  readonly steps: readonly Step[];
  readonly condition: string;
  /** It has an environment's secrets, as far as that environment lets it. */
  readonly hasEnvironment: boolean;
  readonly line: number;
  readonly permissionsLine: number;
}

/** What a workflow file says, as far as the doctor looks. */
export interface Workflow {
  readonly path: string;
  readonly name: string;
  readonly events: ReadonlyMap<string, unknown>;
  readonly permissions: unknown;
  readonly permissionsLine: number;
  readonly eventsLine: number;
  readonly jobs: readonly Job[];
}

/** Undefined for a file that GitHub would not read either. */
export function readWorkflow({ path, text }: SetupFile): Workflow | undefined {
  const reading = readYaml(path, text);
  if (reading.kind === 'unreadable') return undefined;
  const { document } = reading;
  const root = Mapping.safeParse(document.value).data;
  if (root === undefined) return undefined;
  const lineOf = (...steps: readonly (string | number)[]): number => document.place(steps, 'key').line;
  return {
    path,
    name: typeof root['name'] === 'string' ? root['name'] : path,
    events: eventsOf(root['on']),
    permissions: root['permissions'],
    permissionsLine: lineOf('permissions'),
    eventsLine: lineOf('on'),
    jobs: Object.entries(mapping(root['jobs'])).map(([id, job]) => jobOf(id, mapping(job), document)),
  };
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return Mapping.safeParse(value).data ?? {};
}

/** `on: push`, `on: [push]` and `on: {push: …}` say the same. */
function eventsOf(on: unknown): ReadonlyMap<string, unknown> {
  if (typeof on === 'string') return new Map([[on, undefined]]);
  if (Array.isArray(on)) return new Map(on.map((event) => [String(event), undefined]));
  return new Map(Object.entries(mapping(on)));
}

function jobOf(id: string, job: Readonly<Record<string, unknown>>, document: Document): Job {
  const steps = Array.isArray(job['steps']) ? job['steps'].map(mapping) : [];
  const at = ['jobs', id];
  return {
    id,
    permissions: job['permissions'],
    condition: conditionOf(job),
    hasEnvironment: job['environment'] !== undefined,
    ...(typeof job['uses'] === 'string' && { uses: job['uses'] }),
    line: document.place(at, 'key').line,
    permissionsLine: document.place([...at, 'permissions'], 'key').line,
    steps: steps.map((step, index): Step => {
      const { uses } = step;
      const line = document.place([...at, 'steps', index, 'uses'], 'key').line;
      const condition = conditionOf(step);
      return { ...(typeof uses === 'string' && { uses }), with: mapping(step['with']), condition, line };
    }),
  };
}

function conditionOf({ if: condition }: Readonly<Record<string, unknown>>): string {
  return typeof condition === 'string' ? condition : '';
}

const HEAD =
  /github\.event\.(?:pull_request\.(?:head\.(?:sha|ref)|number|merge_commit_sha)|number|workflow_run\.head_(?:sha|branch))|github\.head_ref|refs\/pull\//;

/** Steps that check out a pull request's code by name, where the event would give them the base's. */
export function checksOutHead({ uses = '', with: given }: Step): boolean {
  return /^actions\/checkout@/.test(uses) && [given['ref'], given['repository']].some((it) => HEAD.test(String(it)));
}

/** Steps that start this action: by its name, or as the repository's own. */
export function isOurs({ uses = '' }: Step): boolean {
  return uses === './' || /^[^/\s]+\/formative@/.test(uses);
}
