import * as z from 'zod';

import type { CheckDraft } from '../../app/ports.js';
import { readAnswer } from './answers.js';
import { type Annotation, batches, outputOf, without } from './check-output.js';
import type { GithubClient } from './client.js';
import { createOnce } from './create-once.js';

interface Repository {
  readonly owner: string;
  readonly repo: string;
}

interface Appending {
  /** Id of the check run. */
  readonly run: number;
  readonly draft: CheckDraft;
  /** Those that the run does not show yet. */
  readonly annotations: readonly Annotation[];
}

const Annotations = z.array(
  z.object({
    path: z.string(),
    start_line: z.int(),
    end_line: z.int(),
    annotation_level: z.enum(['notice', 'warning', 'failure']),
    title: z.string().nullable().transform(orEmpty),
    message: z.string().nullable().transform(orEmpty),
  }),
);

/** What the check run `run` shows already, over all pages. */
export async function readAnnotations(
  client: GithubClient,
  place: Repository,
  run: number,
): Promise<readonly Annotation[]> {
  const { owner, repo } = place;
  const { octokit } = client;
  const pages = await octokit.paginate(octokit.rest.checks.listAnnotations, {
    owner,
    repo,
    check_run_id: run,
    per_page: 100,
  });
  return readAnswer(Annotations, pages);
}

/** Adds annotations to a check run, so many a call as GitHub takes; none of them twice, even when an answer gets lost. */
export async function appendAnnotations(
  client: GithubClient,
  place: Repository,
  { run, draft, annotations }: Appending,
): Promise<void> {
  const { owner, repo } = place;
  for (const batch of batches(annotations)) {
    if (batch.length === 0) return;
    await createOnce(client, {
      create: async () => {
        const output = { ...outputOf(draft), annotations: batch };
        await client.octokit.rest.checks.update({
          owner,
          repo,
          check_run_id: run,
          output,
          request: { retries: 0 },
        });
        return true;
      },
      find: async () => without(batch, await readAnnotations(client, place, run)).length === 0 || undefined,
    });
  }
}

function orEmpty(text: string | null): string {
  return text ?? '';
}
