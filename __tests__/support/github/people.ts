import { type Ask, notFound, notForIntegrations, ok, type Reply, type Responder, routes } from './exchange.js';
import type { Upstream } from './upstream.js';
import type { Role, World } from './world.js';

/** What GitHub answers as `permission` for each role: two roles share the word of the next lower one. */
const PERMISSION: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

/** Who is asking, and what somebody may do here. */
export function people(world: World, upstream: Upstream): Responder {
  const permission = routes([
    {
      method: 'GET',
      path: /^\/collaborators\/([^/]+)\/permission$/,
      answer: async (_ask, [login = '']) => permissionOf(world, upstream, login),
    },
  ]);
  return (ask) => (ask.path === '/user' ? whoAmI(world, ask) : permission(ask));
}

function whoAmI(world: World, { method, token }: Ask): Reply | undefined {
  const asks = method === 'GET' && world.tokens.get(token ?? '')?.kind === 'app';
  return asks ? notForIntegrations : undefined;
}

async function permissionOf(world: World, upstream: Upstream, login: string): Promise<Reply> {
  const user = await upstream.request(world.owner, { method: 'GET', path: `/users/${login}` });
  if (user.status !== 200) return notFound;
  const role = world.roles.get(login);
  const unknown = world.private ? 'none' : 'read';
  return ok({
    permission: role === undefined ? unknown : PERMISSION[role],
    role_name: role ?? unknown,
    user: user.body,
  });
}
