import { createEmulator, type SeedConfig } from 'emulate';

import type { Ask, Json, Reply } from './exchange.js';
import { loginOf, type World } from './world.js';

type OwnAsk = Pick<Ask, 'method' | 'path'> & { readonly body?: Json };

/** The emulator behind the stand-in: it holds the repository, issues, comments and check runs. */
export interface Upstream {
  /** Passes a request on, in the name of whoever the token belongs to. */
  forward(ask: Ask): Promise<Reply>;
  /** A request of our own, in the name of `login`. */
  request(login: string, ask: OwnAsk): Promise<Reply>;
  close(): Promise<void>;
}

export async function startUpstream(world: World): Promise<Upstream> {
  const emulator = await createEmulator({ service: 'github', port: 0, seed: seedOf(world) });

  async function send(login: string, ask: OwnAsk): Promise<Reply> {
    const answer = await fetch(emulator.url + ask.path, {
      method: ask.method,
      headers: { authorization: `Bearer ${tokenOf(login)}`, 'content-type': 'application/json' },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    });
    const text = await answer.text();
    const link = answer.headers.get('link');
    const reply: Reply = {
      status: answer.status,
      ...(text === '' ? {} : { body: JSON.parse(text) as unknown }),
      headers: link === null ? {} : { link },
    };
    return withOrigin(reply, emulator.url, world.origin);
  }

  return {
    forward: (ask) => {
      const token = world.tokens.get(ask.token ?? '');
      const query = ask.query.size > 0 ? `?${ask.query.toString()}` : '';
      return send(token === undefined ? world.owner : loginOf(token), {
        method: ask.method,
        path: ask.path + query,
        ...(ask.body && { body: ask.body }),
      });
    },
    request: send,
    close: () => emulator.close(),
  };
}

const tokenOf = (login: string): string => `upstream-${login}`;

function seedOf(world: World): SeedConfig {
  const [owner = '', name = ''] = world.repository.split('/');
  return {
    tokens: Object.fromEntries(world.people.map((login) => [tokenOf(login), { login, scopes: ['repo', 'user'] }])),
    github: {
      users: world.people.map((login) => ({ login })),
      repos: [{ owner, name, auto_init: true }],
    },
  };
}

/** The emulator names its own address in every link. */
function withOrigin(reply: Reply, from: string, to: string): Reply {
  return JSON.parse(JSON.stringify(reply).replaceAll(from, to)) as Reply;
}
