import * as z from 'zod';

import { RECORD_LIMITS } from '../../core/record/limits.js';
import { RefusedRecordError } from '../../core/record/refusal.js';
import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';

export interface ArtifactPlace {
  readonly owner: string;
  readonly repo: string;
  /** Id of the workflow run. */
  readonly run: number;
  readonly name: string;
}

const Artifact = z.object({
  id: z.int(),
  name: z.string(),
  size_in_bytes: z.int().min(0),
  expired: z.boolean(),
});

/**
 * Downloads the one artifact of a run that has this name, as the archive that GitHub keeps. GitHub answers with a signed address
 * elsewhere, which is asked without the token. Throws a RefusedRecordError where there is no such artifact, or too much of it.
 */
export async function downloadArtifact(client: GithubClient, place: ArtifactPlace): Promise<Uint8Array> {
  const { owner, repo } = place;
  const { octokit } = client;
  const { id } = await findArtifact(client, place);
  const answer = await octokit.rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: id,
    archive_format: 'zip',
    request: { redirect: 'manual' },
  });
  const { location } = answer.headers;
  if (location === undefined) throw new Error(`GitHub gave no address for the artifact (${String(answer.status)}).`);
  return readAtMost(await fetch(location, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) }));
}

/** Milliseconds for the whole download. */
const TIMEOUT = 300_000;

async function findArtifact(
  client: GithubClient,
  { owner, repo, run, name }: ArtifactPlace,
): Promise<z.infer<typeof Artifact>> {
  const { octokit } = client;
  const pages = await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, {
    owner,
    repo,
    run_id: run,
    name,
    per_page: 100,
  });
  const [one, ...more] = readAnswer(z.array(Artifact), pages).filter((artifact) => artifact.name === name);
  if (one === undefined) throw new RefusedRecordError('no-artifact');
  if (more.length > 0) throw new RefusedRecordError('several-artifacts');
  if (one.expired) throw new RefusedRecordError('expired');
  if (one.size_in_bytes > RECORD_LIMITS.file) throw new RefusedRecordError('too-large');
  return one;
}

/** What GitHub says of the size is not taken for it. */
async function readAtMost(answer: Response): Promise<Uint8Array> {
  if (!answer.ok || answer.body === null) throw new Error(`The artifact could not be downloaded (${answer.status}).`);
  const chunks: Uint8Array[] = [];
  const body: AsyncIterable<Uint8Array> = answer.body;
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > RECORD_LIMITS.file) throw new RefusedRecordError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
