import { notFound, ok, refusal, type Reply, type Responder, routes } from './exchange.js';
import { asCommit } from './pulls.js';
import type { Upstream } from './upstream.js';
import type { World } from './world.js';

/** Commits of the caller's own repository, which the emulator has never seen. */
export function commits(world: World, upstream: Upstream): Responder {
  return routes([
    {
      method: 'GET',
      path: /^\/git\/commits\/([0-9a-f]{40})$/,
      answer: (_ask, [sha = '']) => (world.commits.has(sha) ? ok(asGitCommit(sha)) : undefined),
    },
    {
      method: 'GET',
      path: /^\/commits\/([0-9a-f]{40})$/,
      answer: async (_ask, [sha = '']) => ((await knows(world, upstream, sha)) ? ok(asCommit(sha)) : noCommit(sha)),
    },
  ]);
}

/** Whether GitHub has this commit: a check, a status or a look at any other is refused. */
export async function knows(world: World, upstream: Upstream, sha: string): Promise<boolean> {
  if (world.commits.has(sha)) return true;
  const path = `/repos/${world.repository}/git/commits/${sha}`;
  return (await upstream.request(world.owner, { method: 'GET', path })).status !== notFound.status;
}

export function noCommit(sha: string): Reply {
  return refusal(422, `No commit found for SHA: ${sha}`);
}

function asGitCommit(sha: string): object {
  return { sha, message: `Commit ${sha.slice(0, 7)}`, tree: { sha }, parents: [] };
}
