import type { CheckAnnotation, CheckDraft, Posted } from '../../../src/app/ports.js';
import { openPage } from '../../../src/edges/github/page.js';
import { type CheckRun, type StandIn, startGithub } from './github.js';
import { clientOf } from './session.js';
import { userToken, workflowToken } from './world.js';

export const BASE = 'a'.repeat(40);

/** One commit on a stand-in, and our check on it. */
export interface Checking {
  readonly head: string;
  draft(over?: Partial<CheckDraft>): CheckDraft;
  post(check: CheckDraft, how?: { token?: string; base?: string }): Promise<Posted>;
  /** All runs, oldest first. */
  runs(): Promise<readonly CheckRun[]>;
}

export function startForChecks(): Promise<StandIn> {
  return startGithub({
    tokens: {
      workflow: workflowToken({ contents: 'read', checks: 'write' }),
      fork: workflowToken({ contents: 'read' }),
      person: userToken('maintainer'),
      app: { kind: 'app', slug: 'acme-evals', permissions: { checks: 'write' } },
    },
  });
}

let commits = 0;

/** A commit that no test before has seen. */
export function openCommit(github: StandIn): Checking {
  commits += 1;
  const head = commits.toString(16).padStart(40, '0');
  github.knows(head);
  return {
    head,
    draft: (over = {}) => ({
      name: 'formative',
      headSha: head,
      title: 'Nothing broke',
      summary: '12 cases work as before.',
      conclusion: 'success',
      annotations: [],
      ...over,
    }),
    post: (check, { token = 'workflow', base = BASE } = {}) =>
      openPage(clientOf(github, token), {
        owner: 'acme',
        repo: 'tools',
        number: 1,
        externalId: `${base}..${check.headSha}`,
        isOurs: () => false,
        handedBack: () => undefined,
      }).check(check),
    runs: () => github.checks(head),
  };
}

export function annotations(count: number): CheckAnnotation[] {
  return oneTo(count).map((line) => ({
    path: 'src/date.ts',
    startLine: line,
    endLine: line,
    level: 'failure',
    title: 'Breaks cli/dates/strict',
    message: `line ${line}`,
  }));
}

/** The lines that a run's annotations are on, in the order in which it shows them. */
export function linesOf(run: CheckRun | undefined): unknown[] {
  return (run?.annotations ?? []).map((one) => one['start_line']);
}

export function oneTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
