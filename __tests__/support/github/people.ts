import { dress } from './dress.js';
import {
  type Ask,
  type Json,
  notFound,
  notForIntegrations,
  ok,
  type Reply,
  type Responder,
  routes,
} from './exchange.js';
import type { Upstream } from './upstream.js';
import { loginOf, type Role, type World } from './world.js';

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
  return (ask) => {
    if (ask.path === '/graphql') return viewer(world, upstream, ask);
    return ask.path === '/user' ? whoAmI(world, ask) : permission(ask);
  };
}

function whoAmI(world: World, { method, token }: Ask): Reply | undefined {
  const asks = method === 'GET' && world.tokens.get(token ?? '')?.kind === 'app';
  return asks ? notForIntegrations : undefined;
}

/** The one question of GraphQL that is asked here; tokens of apps may ask it too. */
async function viewer(world: World, upstream: Upstream, { token, body }: Ask): Promise<Reply> {
  const who = world.tokens.get(token ?? '');
  const asked = /^query \{ viewer \{ databaseId \} \}$/.test(String(body?.['query']));
  if (who === undefined || !asked) return ok({ errors: [{ message: 'Not understood by the stand-in.' }] });
  return ok({ data: { viewer: { databaseId: (await accountOf(world, upstream, loginOf(who)))['id'] } } });
}

/** Somebody's account as GitHub shows it. */
export async function accountOf(world: World, upstream: Upstream, login: string): Promise<Json> {
  const { body } = await upstream.request(world.owner, { method: 'GET', path: `/users/${login}` });
  return dress(world, body) as Json;
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
