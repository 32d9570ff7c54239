import type { Entries } from '../core/plan/compose-tree.js';
import type { RunRecord } from '../core/record/decode.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import { changedWorkflows } from './changed-workflows.js';
import type { Judged, Request } from './judge.js';
import { judgeRecord } from './judge-record.js';
import { resolveSides } from './sides.js';
import type { Outside } from './world.js';

/** A run of the untrusted half, as the trusted half finds it. */
interface UntrustedRun {
  /** Path of the workflow file that ran. */
  readonly workflow: string | undefined;
  /** How it ended, in GitHub's word. */
  readonly conclusion: string | undefined;
  /** Reads what it left; throws a RefusedRecordError. */
  record(): Promise<RunRecord>;
}

/**
 * Judges what a run left, if it can be evidence at all: the run came to its end, and it was the default branch's workflow that ran.
 * Throws an UnjudgedError where it was not.
 */
export async function judgeUntrusted(request: Request, outside: Outside, run: UntrustedRun): Promise<Judged> {
  const { repository } = outside;
  const { base, head } = await resolveSides(repository, request);
  const [before, after] = [await repository.entries(base.tree), await repository.entries(head.tree)];
  refuseStranger(before, run.workflow);
  refuseChanges(await changedWorkflows(repository, before, after));
  // What was started by hand ran the workflow of the branch itself, not of its merge.
  const [forked, own] = [await repository.mergeBase(base.sha, head.sha), await repository.commit(head.sha)];
  const since = await repository.entries(forked.tree);
  refuseChanges(await changedWorkflows(repository, since, await repository.entries(own.tree)));
  if (run.conclusion !== 'success') {
    throw new UnjudgedError(
      'not-run',
      `The run that should have recorded the trials ended as: ${run.conclusion ?? 'unknown'}.`,
    );
  }
  return judgeRecord(request, outside, await run.record());
}

/** Workflows are awaited by their name, which any branch may give to another file. */
function refuseStranger(base: Entries, workflow: string | undefined): void {
  // GitHub may add the ref: `.github/workflows/run.yml@main`.
  const path = workflow?.replace(/@.*$/, '');
  if (path === undefined || base.some((entry) => entry.path === path)) return;
  throw new UnjudgedError('not-run', 'The workflow that ran is none of the base branch.');
}

function refuseChanges(changed: readonly string[]): void {
  if (changed.length === 0) return;
  const named = changed.slice(0, 5).join(', ');
  const more = changed.length > 5 ? ` and ${changed.length - 5} more` : '';
  throw new UnjudgedError('workflow-changed', `It changes files that decide how it is judged: ${named}${more}.`);
}
