import * as core from '@actions/core';

import type { Judged } from '../app/judge.js';
import { DEFAULT_POLICY } from '../core/evals/policy.js';
import { ConflictError, EvalFilesError, UserError } from '../core/errors.js';
import { RefusedRecordError } from '../core/record/refusal.js';
import { errorResult } from '../core/report/error-result.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import type { Reason } from '../core/verdict/verdict.js';
import { explain } from './explain.js';
import { pullRequestOf, type Occasion } from './occasion.js';

/** Whatever stops a run is a result too: the check on the pull request says so, and never stays open. */
export async function explained(version: string, occasion: Occasion, work: () => Promise<Judged>): Promise<Judged> {
  try {
    return await work();
  } catch (error) {
    const message =
      error instanceof UserError ? `${error.message}\n${error.help}` : `An error of Formative itself: ${String(error)}`;
    if (!(error instanceof UserError)) core.error(explain(error));
    const { baseSha: base, headSha: head } = occasion;
    const about = { version, base, head, message, code: codeOf(error), ...pullRequestOf(occasion) };
    return { result: errorResult(about), policy: DEFAULT_POLICY };
  }
}

function codeOf(error: unknown): Reason['code'] {
  if (error instanceof ConflictError) return 'conflict';
  if (error instanceof EvalFilesError) return 'bad-evals';
  if (error instanceof RefusedRecordError) return 'refused-record';
  if (error instanceof UnjudgedError && error.code !== 'superseded' && error.code !== 'no-pull-request')
    return error.code;
  return 'error';
}
