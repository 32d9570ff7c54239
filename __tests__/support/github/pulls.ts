import { type Json, notFound, ok, page, type Reply, type Responder, routes } from './exchange.js';
import type { Upstream } from './upstream.js';
import type { PullRequestSeed, World } from './world.js';

/** Pull requests have their number and conversation upstream, their commits and files here: shas are the caller's own. */
export function pulls(world: World, upstream: Upstream): Responder {
  const dressed = async (reply: Promise<Reply>): Promise<Reply> => {
    const { body, ...rest } = await reply;
    const all = Array.isArray(body) ? body.map((one) => dressPull(world, one as Json)) : dressPull(world, body as Json);
    return { ...rest, body: all };
  };
  return routes([
    {
      method: 'GET',
      path: /^\/pulls$/,
      answer: async (ask) => {
        const head = ask.query.get('head');
        const all = await dressed(upstream.forward({ ...ask, query: without(ask.query, 'head') }));
        const open = ask.query.get('state') === 'all' ? undefined : 'open';
        const listed = (all.body as Json[]).filter(({ state }) => open === undefined || state === open);
        return { ...all, body: listed.filter((pull) => head === null || labelOf(pull) === head) };
      },
    },
    {
      method: 'GET',
      path: /^\/issues\/(\d+)\/events$/,
      answer: (ask, [number]) =>
        page(
          ask,
          world.issueEvents.filter((it) => it['number'] === Number(number)),
        ),
    },
    { method: 'GET', path: /^\/pulls\/(\d+)$/, answer: (ask) => dressed(upstream.forward(ask)) },
    {
      method: 'GET',
      path: /^\/pulls\/(\d+)\/files$/,
      answer: (ask, [number]) => ofPull(world, number, (pull) => page(ask, (pull.files ?? []).map(fileOf))),
    },
    {
      method: 'GET',
      path: /^\/pulls\/(\d+)\/commits$/,
      answer: (ask, [number]) => ofPull(world, number, (pull) => page(ask, commitsOf(pull).map(asCommit))),
    },
    {
      method: 'GET',
      path: /^\/commits\/([0-9a-f]{40})\/pulls$/,
      answer: async (ask, [sha = '']) => {
        const open = await upstream.request(world.owner, { method: 'GET', path: `/repos/${world.repository}/pulls` });
        const all = (open.body as Json[]).map((one) => dressPull(world, one));
        return ok(all.filter(({ number }) => commitsOf(world.pulls.get(Number(number))).includes(sha)));
      },
    },
  ]);
}

export function asCommit(sha: string): Json {
  return { sha, commit: { message: `Commit ${sha.slice(0, 7)}` }, parents: [] };
}

function without(query: URLSearchParams, name: string): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete(name);
  return rest;
}

/** How GitHub names a head: `OWNER:BRANCH`. */
function labelOf({ head }: Json): string {
  const { ref, repo } = head as { ref: string; repo: { owner: { login: string } } };
  return `${repo.owner.login}:${ref}`;
}

function ofPull(world: World, number: string | undefined, answer: (pull: PullRequestSeed) => Reply): Reply {
  const pull = world.pulls.get(Number(number));
  return pull === undefined ? notFound : answer(pull);
}

function commitsOf(pull: PullRequestSeed | undefined): readonly string[] {
  return pull === undefined ? [] : (pull.commits ?? [pull.head.sha]);
}

function fileOf({
  filename,
  status,
  additions,
  deletions,
  patch,
}: NonNullable<PullRequestSeed['files']>[number]): Json {
  const changes = additions + deletions;
  return { sha: null, filename, status, additions, deletions, changes, ...(patch === undefined ? {} : { patch }) };
}

function dressPull(world: World, pull: Json): Json {
  const seed = world.pulls.get(Number(pull['number']));
  if (seed === undefined) return pull;
  const files = seed.files ?? [];
  const { base, head, closedAt } = seed;
  return {
    ...pull,
    ...(closedAt !== undefined && { state: 'closed', closed_at: closedAt }),
    html_url: `https://github.com/${world.repository}/pull/${String(pull['number'])}`,
    head: { ...(pull['head'] as Json), ...sideOf(head), repo: repositoryOf(world, head.fork) },
    base: { ...(pull['base'] as Json), ...sideOf(base) },
    merge_commit_sha: seed.mergeSha ?? null,
    ...(seed.labels && { labels: seed.labels.map((name) => ({ name })) }),
    commits: commitsOf(seed).length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  };
}

function sideOf({ ref, sha }: { ref: string; sha: string }): Json {
  return { ref, sha };
}

function repositoryOf(world: World, fork: string | undefined): Json {
  const [owner = '', name = ''] = world.repository.split('/');
  return { name, full_name: `${fork ?? owner}/${name}`, fork: fork !== undefined, owner: { login: fork ?? owner } };
}
