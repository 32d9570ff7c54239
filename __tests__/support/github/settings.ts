import { type Ask, notForIntegrations, ok, page, refusal, type Responder, routes } from './exchange.js';
import type { World } from './world.js';

/** Rules, branch protection and the rights of workflows: the latter two are for administrators alone. */
export function settings(world: World): Responder {
  const { rules = [], protection, tokenDefault = 'read' } = world.settings;
  const isAdmin = ({ token }: Ask): boolean => {
    const who = world.tokens.get(token ?? '');
    return who?.kind === 'user' && world.roles.get(who.login) === 'admin';
  };
  return routes([
    { method: 'GET', path: /^\/rules\/branches\/([^/]+)$/, answer: (ask) => page(ask, rules) },
    {
      method: 'GET',
      path: /^\/branches\/([^/]+)\/protection$/,
      answer: (ask) => {
        if (!isAdmin(ask)) return notForIntegrations;
        return protection === undefined ? refusal(404, 'Branch not protected') : ok(protection);
      },
    },
    {
      method: 'GET',
      path: /^\/branches\/([^/]+)$/,
      answer: (_ask, [name]) => ok({ name, protected: protection !== undefined }),
    },
    {
      method: 'GET',
      path: /^\/actions\/permissions\/workflow$/,
      answer: (ask) => {
        if (!isAdmin(ask)) return notForIntegrations;
        return ok({ default_workflow_permissions: tokenDefault, can_approve_pull_request_reviews: false });
      },
    },
  ]);
}
