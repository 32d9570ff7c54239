import { type Json, refusal, type Responder, routes } from './exchange.js';
import type { Upstream } from './upstream.js';
import type { World } from './world.js';

/** Comments are the emulator's; this remembers which app wrote one, and keeps a locked conversation closed. */
export function comments(world: World, upstream: Upstream): Responder {
  return routes([
    {
      method: 'POST',
      path: /^\/issues\/(\d+)\/comments$/,
      answer: async (ask, [pull]) => {
        const token = world.tokens.get(ask.token ?? '');
        if (world.locked.has(Number(pull)) && token?.kind === 'app') {
          return refusal(403, 'Unable to create comment because issue is locked.');
        }
        const reply = await upstream.forward(ask);
        if (reply.status === 201 && token?.kind === 'app') {
          world.appOfComment.set(Number((reply.body as Json)['id']), token.slug);
        }
        return reply;
      },
    },
  ]);
}
