import * as z from 'zod';

import type { CheckDraft, Posted } from '../../app/ports.js';
import { isForbidden, posting, readAnswer, statusOf } from './answers.js';
import { appendAnnotations, readAnnotations } from './check-annotations.js';
import { type Annotation, annotationsOf, batches, outputOf, without } from './check-output.js';
import type { GithubClient } from './client.js';
import { createOnce } from './create-once.js';

export interface CheckPlace {
  readonly owner: string;
  readonly repo: string;
  /** What the check is about, as base..head: a rerun with the same id takes up the same check run. */
  readonly externalId: string;
}

const Run = z.object({ id: z.int(), html_url: z.string(), external_id: z.string().nullable() });
type Run = z.infer<typeof Run>;

interface Rewriting {
  /** Id of the run. */
  readonly run: number;
  readonly draft: CheckDraft;
}

interface Creating {
  readonly draft: CheckDraft;
  readonly annotations: Annotation[];
  /** Id of an earlier run that this one takes the place of. */
  readonly leftBehind: number | undefined;
}

/** Reports the check on its commit: the conclusion with the first call, then the annotations that did not fit in there. */
export function postCheck(client: GithubClient, place: CheckPlace, draft: CheckDraft): Promise<Posted> {
  return posting(async () => {
    const earlier = await findRun(client, place, draft);
    if (earlier !== undefined && (await rewrite(client, place, { run: earlier.id, draft }))) {
      return { kind: 'updated', url: earlier.html_url };
    }

    const [first, ...rest] = batches(annotationsOf(draft));
    const run = await create(client, place, { draft, annotations: first, leftBehind: earlier?.id });
    await appendAnnotations(client, place, { run: run.id, draft, annotations: rest.flat() });
    return { kind: 'created', url: run.html_url };
  });
}

/**
 * Writes over the run of an earlier attempt. Answers false, with nothing written, for a run of another app and for one that
 * shows an annotation which no longer holds: GitHub can only append annotations, so a new run has to take its place.
 */
async function rewrite(client: GithubClient, place: CheckPlace, target: Rewriting): Promise<boolean> {
  const { owner, repo } = place;
  const { run, draft } = target;
  const shown = await readAnnotations(client, place, run);
  const wanted = annotationsOf(draft);
  if (without(shown, wanted).length > 0) return false;
  try {
    const ending = { status: 'completed', conclusion: draft.conclusion, output: outputOf(draft) } as const;
    await client.octokit.rest.checks.update({ owner, repo, check_run_id: run, ...ending });
  } catch (error) {
    if (isForbidden(error) || statusOf(error) === 404) return false;
    throw error;
  }
  await appendAnnotations(client, place, { run, draft, annotations: without(wanted, shown) });
  return true;
}

async function findRun(client: GithubClient, place: CheckPlace, draft: CheckDraft): Promise<Run | undefined> {
  const { owner, repo, externalId } = place;
  const { octokit } = client;
  const pages = await octokit.paginate(octokit.rest.checks.listForRef, {
    owner,
    repo,
    ref: draft.headSha,
    check_name: draft.name,
    per_page: 100,
  });
  return readAnswer(z.array(Run), pages).find((run) => run.external_id === externalId);
}

/** Whether a commit has a check of this name, whatever it says. */
export async function hasCheck(
  { octokit }: GithubClient,
  { repository, headSha, name }: { readonly repository: string; readonly headSha: string; readonly name: string },
): Promise<boolean> {
  const [owner = '', repo = ''] = repository.split('/');
  const query = { owner, repo, ref: headSha, check_name: name, per_page: 1 };
  const { data } = await octokit.rest.checks.listForRef(query);
  return readAnswer(z.object({ total_count: z.int() }), data).total_count > 0;
}

function create(client: GithubClient, place: CheckPlace, { draft, annotations, leftBehind }: Creating): Promise<Run> {
  const { owner, repo, externalId } = place;
  return createOnce(client, {
    create: async () => {
      const { data } = await client.octokit.rest.checks.create({
        owner,
        repo,
        name: draft.name,
        head_sha: draft.headSha,
        external_id: externalId,
        status: 'completed',
        conclusion: draft.conclusion,
        output: { ...outputOf(draft), annotations },
        request: { retries: 0 },
      });
      return readAnswer(Run, data);
    },
    find: async () => {
      const run = await findRun(client, place, draft);
      return run?.id === leftBehind ? undefined : run;
    },
  });
}
