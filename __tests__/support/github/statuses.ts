import { knows, noCommit } from './commits.js';
import { created, type Json, ok, page, refusal, type Responder, routes } from './exchange.js';
import type { Upstream } from './upstream.js';
import type { World } from './world.js';

const LONGEST_DESCRIPTION = 140;

/** Commit statuses, which the emulator lacks. The newest stand first. */
export function statuses(world: World, upstream: Upstream): Responder {
  const of = (sha: string): readonly Json[] => world.statuses.filter((status) => status['sha'] === sha);
  return routes([
    {
      method: 'POST',
      path: /^\/statuses\/([^/]+)$/,
      answer: async ({ body }, [sha = '']) => {
        if (!(await knows(world, upstream, sha))) return noCommit(sha);
        const { state, context = 'default', description = null, target_url = null } = body ?? {};
        if (typeof description === 'string' && description.length > LONGEST_DESCRIPTION) {
          return refusal(422, `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`);
        }
        const status = { id: world.nextId(), sha, state, context, description, target_url };
        world.statuses.unshift(status);
        return created(status);
      },
    },
    { method: 'GET', path: /^\/commits\/([^/]+)\/statuses$/, answer: (ask, [sha = '']) => page(ask, of(sha)) },
    {
      method: 'GET',
      path: /^\/commits\/([^/]+)\/status$/,
      answer: (_ask, [sha = '']) => {
        const latest = [...new Map([...of(sha)].reverse().map((status) => [status['context'], status])).values()];
        return ok({ state: combined(latest), sha, total_count: latest.length, statuses: latest });
      },
    },
  ]);
}

function combined(latest: readonly Json[]): string {
  const states = latest.map(({ state }) => state);
  if (states.some((state) => state === 'failure' || state === 'error')) return 'failure';
  return states.length === 0 || states.includes('pending') ? 'pending' : 'success';
}
