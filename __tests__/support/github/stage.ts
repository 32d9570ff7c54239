import { readRun } from './checks.js';
import { dress } from './dress.js';
import type { Json } from './exchange.js';
import type { CheckRun, Comment, StandIn } from './github.js';
import type { Upstream } from './upstream.js';
import type { PullRequestSeed, World } from './world.js';

type Stage = Pick<
  StandIn,
  | 'pullRequest'
  | 'push'
  | 'retarget'
  | 'label'
  | 'merges'
  | 'shut'
  | 'knows'
  | 'say'
  | 'rewrite'
  | 'reactions'
  | 'erase'
  | 'lock'
  | 'comments'
  | 'checks'
>;

/** What a test sets up and looks at, past the API that is under test. */
export function stage(world: World, upstream: Upstream): Stage {
  const at = `/repos/${world.repository}`;
  const send = async (login: string, method: string, rest: { path: string; body?: Json }): Promise<unknown> => {
    const reply = await upstream.request(login, { method, ...rest, path: at + rest.path });
    if (reply.status >= 300) throw new Error(`${method} ${rest.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const know = (shas: readonly (string | undefined)[]): void => {
    for (const sha of shas) if (sha !== undefined) world.commits.add(sha);
  };

  const seedOf = (number: number): PullRequestSeed => {
    const pull = world.pulls.get(number);
    if (pull === undefined) throw new Error(`There is no pull request ${number}.`);
    return pull;
  };
  const change = (number: number, what: Partial<PullRequestSeed>): void => {
    world.pulls.set(number, { ...seedOf(number), ...what });
  };

  return {
    knows: (...shas) => {
      know(shas);
    },
    pullRequest: async (seed) => {
      const { title = 'A change', author = world.owner, draft = false } = seed;
      const body = { title, draft, head: `pull-${world.nextId()}`, base: 'main' };
      const { number } = (await send(author, 'POST', { path: '/pulls', body })) as { number: number };
      world.pulls.set(number, seed);
      know([seed.base.sha, seed.head.sha, seed.mergeSha, ...(seed.commits ?? [])]);
      return number;
    },
    push: (number, sha) => {
      const { head, commits = [] } = seedOf(number);
      change(number, { head: { ...head, sha }, commits: [...commits, sha] });
      know([sha]);
    },
    retarget: (number, base) => {
      change(number, { base });
      world.issueEvents.push({ number, event: 'base_ref_changed', created_at: new Date().toISOString() });
      know([base.sha]);
    },
    merges: (number, sha, sides) => {
      change(number, { mergeSha: sha, mergeOf: sides });
      know([sha, ...sides]);
    },
    label: (number, name) => {
      change(number, { labels: [...(seedOf(number).labels ?? []), name] });
    },
    shut: (number) => {
      change(number, { closedAt: new Date().toISOString() });
    },
    say: async (pull, login, body) => {
      const { id } = (await send(login, 'POST', { path: `/issues/${pull}/comments`, body: { body } })) as Comment;
      if (login.endsWith('[bot]')) world.appOfComment.set(id, login.replace(/\[bot\]$/, ''));
      return id;
    },
    rewrite: async (comment, body) => {
      await send(world.owner, 'PATCH', { path: `/issues/comments/${comment}`, body: { body } });
    },
    reactions: (comment) =>
      world.reactions
        .filter((one) => one.comment === String(comment))
        .map(({ user, content }) => `${String(user['login'])} ${String(content)}`),
    erase: async (comment) => {
      await send(world.owner, 'DELETE', { path: `/issues/comments/${comment}` });
    },
    lock: (pull) => {
      world.locked.add(pull);
    },
    comments: async (pull) => {
      const all: unknown[] = [];
      for (let page = 1; all.length === (page - 1) * 100; page += 1) {
        const path = `/issues/${pull}/comments?per_page=100&page=${page}`;
        all.push(...((await send(world.owner, 'GET', { path })) as unknown[]));
      }
      return dress(world, all) as Comment[];
    },
    checks: async (sha) => {
      const runs = world.runs.filter((run) => run.sha === sha);
      return Promise.all(
        runs.map(
          async (run) =>
            ({ ...(await readRun(world, upstream, run)), annotations: run.annotations }) as unknown as CheckRun,
        ),
      );
    },
  };
}
