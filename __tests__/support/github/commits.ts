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
      answer: (_ask, [sha = '']) => (world.commits.has(sha) ? ok(asGitCommit(world, sha)) : undefined),
    },
    {
      method: 'GET',
      path: /^\/compare\/([0-9a-f]{40})\.\.\.([0-9a-f]{40})$/,
      answer: (_ask, [tip = '', sha = '']) => {
        if (!isOfDefault(world, tip)) return notFound;
        return ok({ status: isOfDefault(world, sha) ? (tip === sha ? 'identical' : 'behind') : 'diverged' });
      },
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

/** Of a trial merge its two sides; of any other commit the emulator is not asked what it came from. */
function asGitCommit(world: World, sha: string): object {
  const merged = [...world.pulls.values()].find(({ mergeSha }) => mergeSha === sha);
  const parents = merged?.mergeOf ?? [];
  return { sha, message: `Commit ${sha.slice(0, 7)}`, tree: { sha }, parents: parents.map((one) => ({ sha: one })) };
}

/** What pull requests into the default branch are made to is its history. */
function isOfDefault(world: World, sha: string): boolean {
  return [...world.pulls.values()].some(({ base }) => base.ref === 'main' && base.sha === sha);
}
