import { join } from 'node:path';

import * as core from '@actions/core';

import type { Posted } from '../app/ports.js';
import type { Published } from '../app/publish.js';
import { htmlFor } from '../core/report/html.js';
import { inertJson, toJson } from '../core/report/json.js';
import { FORCE_LABEL, isPassedOver } from '../core/report/passed-over.js';
import type { Result } from '../core/report/result.js';
import { summaryFor } from '../core/report/summary.js';
import { visible } from '../core/report/verbatim.js';
import { writeReport } from '../edges/files/report-file.js';
import type { Occasion } from './occasion.js';

const WHY = 1000;

/** Writes the job summary, the report files and the step's outputs. */
export async function writeOutputs(result: Result, published: Partial<Published>, temp: string): Promise<void> {
  const [json, html] = [join(temp, 'formative', 'result.json'), join(temp, 'formative', 'report.html')];
  await writeReport(json, toJson(result));
  await writeReport(html, htmlFor(result));
  await core.summary.addRaw(summaryFor(result), true).write();
  const ids = (kinds: readonly string[]): string =>
    inertJson(result.cases.filter((it) => kinds.includes(it.change)).map((it) => it.id));
  core.setOutput('verdict', result.verdict);
  core.setOutput('broke', ids(['broke', 'removed', 'changed', 'rewritten']));
  core.setOutput('fixed', ids(['fixed']));
  core.setOutput('last-working', result.culprits[0]?.lastWorking ?? '');
  core.setOutput('comment-url', urlOf(published.comment));
  core.setOutput('result-path', json);
  core.setOutput('report-path', html);
}

/** Job and check are red together; a base without evals is the named exception (SPEC section 12). */
export function conclude(result: Result, published: Published, { pullRequest }: Occasion): void {
  const fork = pullRequest?.fork === true;
  warnAbout('check', published.check, fork);
  warnAbout('comment', published.comment, fork);
  core.info(`Verdict: ${result.verdict}.`);
  const firstEvals = result.reasons.some((reason) => reason.code === 'no-evals-on-base');
  if (result.verdict === 'nothing-broke') return;
  if (isPassedOver(result)) {
    core.notice(`Not an agent's pull request: nothing was run. The label ${FORCE_LABEL} has it judged.`);
    return;
  }
  if (firstEvals) core.notice('Base has no evals yet: nothing could be compared.');
  else
    core.setFailed(
      result.verdict === 'broke'
        ? 'This pull request broke something: see the job summary.'
        : 'Could not tell whether anything broke: see the job summary.',
    );
}

/**
 * A reporting job is red only when its answer could not be shown: GitHub shows the job on the default branch's last commit, which is
 * not the one that broke.
 */
export function concludeReport(result: Result, published: Published): void {
  warnAbout('comment', published.comment, false);
  core.info(`Verdict: ${result.verdict}.`);
  if ('url' in published.check) return;
  core.setFailed(`The check could not be posted: ${visible(published.check.why, WHY)}.`);
}

function warnAbout(what: string, posted: Posted | undefined, fork: boolean): void {
  if (posted === undefined || 'url' in posted) return;
  if (posted.kind === 'skipped') {
    core.info(`The ${what} was left as it is: ${visible(posted.why, WHY)}.`);
    return;
  }
  const more = fork ? ' From a fork the token may only read: see "Forks" in the README.' : '';
  core.warning(`The ${what} could not be posted: ${visible(posted.why, WHY)}.${more}`);
}

function urlOf(posted: Posted | undefined): string {
  return posted !== undefined && 'url' in posted ? posted.url : '';
}
