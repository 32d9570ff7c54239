import { created, ok, page, type Responder, routes } from './exchange.js';
import { accountOf } from './people.js';
import type { Upstream } from './upstream.js';
import { loginOf, type Reaction, type World } from './world.js';

const ON_COMMENT = /^\/issues\/comments\/(\d+)\/reactions$/;

/** Reactions to comments, which the emulator lacks. The same one twice by the same person is one. */
export function reactions(world: World, upstream: Upstream): Responder {
  return routes([
    { method: 'GET', path: ON_COMMENT, answer: (ask, [comment]) => page(ask, on(world, comment)) },
    {
      method: 'POST',
      path: ON_COMMENT,
      answer: async ({ body, token }, [comment]) => {
        const content = body?.['content'];
        const who = world.tokens.get(token ?? '');
        const login = who === undefined ? '' : loginOf(who);
        const same = on(world, comment).find((one) => one.content === content && one.user['login'] === login);
        if (same !== undefined) return ok(same);
        const reaction = {
          id: world.nextId(),
          comment: comment ?? '',
          content,
          user: await accountOf(world, upstream, login),
        };
        world.reactions.push(reaction);
        return created(reaction);
      },
    },
    {
      method: 'DELETE',
      path: /^\/issues\/comments\/\d+\/reactions\/(\d+)$/,
      answer: (_ask, [id]) => {
        const at = world.reactions.findIndex((one) => one.id === Number(id));
        if (at >= 0) world.reactions.splice(at, 1);
        return { status: 204 };
      },
    },
  ]);
}

function on(world: World, comment: string | undefined): readonly Reaction[] {
  return world.reactions.filter((one) => one.comment === comment);
}
