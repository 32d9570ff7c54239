import { knows, noCommit } from './commits.js';
import { appOf } from './dress.js';
import { type Ask, created, type Json, ok, page, refusal, type Reply, type Responder, routes } from './exchange.js';
import type { Upstream } from './upstream.js';
import type { Run, World } from './world.js';

/** Check runs are the emulator's; this adds their app, appends annotations, and finds them by the caller's shas. */
export function checks(world: World, upstream: Upstream): Responder {
  return routes([
    { method: 'POST', path: /^\/check-runs$/, answer: (ask) => create(world, upstream, ask) },
    { method: 'PATCH', path: /^\/check-runs\/(\d+)$/, answer: (ask, [id]) => update(world, upstream, { ask, id }) },
    {
      method: 'GET',
      path: /^\/check-runs\/(\d+)$/,
      answer: async (ask, [id]) => dressRun(await upstream.forward(ask), runOf(world, id)),
    },
    {
      method: 'GET',
      path: /^\/check-runs\/(\d+)\/annotations$/,
      answer: (ask, [id]) => page(ask, runOf(world, id)?.annotations ?? []),
    },
    {
      method: 'GET',
      path: /^\/commits\/([^/]+)\/check-runs$/,
      answer: async (ask, [sha = '']) => {
        const runs = await Promise.all(listed(world, sha, ask).map((run) => readRun(world, upstream, run)));
        return page(ask, runs, (items) => ({ total_count: runs.length, check_runs: items }));
      },
    },
  ]);
}

/** A check run as GitHub shows it. */
export async function readRun(world: World, upstream: Upstream, run: Run): Promise<Json> {
  const path = `/repos/${world.repository}/check-runs/${run.id}`;
  return dressRun(await upstream.request(world.owner, { method: 'GET', path }), run).body as Json;
}

async function create(world: World, upstream: Upstream, ask: Ask): Promise<Reply> {
  const { name, head_sha: head } = (ask.body ?? {}) as Record<string, string>;
  const sha = head ?? '';
  if (!(await knows(world, upstream, sha))) return noCommit(sha);
  const reply = await upstream.forward(ask);
  if (reply.status !== 201) return reply;
  const { id } = reply.body as { id: number };
  const run: Run = { id, sha, name: name ?? '', app: slugOf(world, ask), annotations: annotationsIn(ask) };
  world.runs.push(run);
  return created(dressRun(reply, run).body);
}

async function update(
  world: World,
  upstream: Upstream,
  { ask, id }: { ask: Ask; id: string | undefined },
): Promise<Reply> {
  const run = runOf(world, id);
  if (run !== undefined && run.app !== slugOf(world, ask)) {
    return refusal(403, 'Invalid app_id - check run can only be modified by the GitHub App that created it.');
  }
  const reply = await upstream.forward(ask);
  if (reply.status === 200) run?.annotations.push(...annotationsIn(ask));
  return dressRun(reply, run);
}

function listed(world: World, sha: string, { query }: Ask): readonly Run[] {
  const name = query.get('check_name');
  const runs = world.runs.filter((run) => run.sha === sha && (name === null || run.name === name));
  const latest = new Map(runs.map((run) => [`${run.app} ${run.name}`, run]));
  return [...(query.get('filter') === 'all' ? runs : latest.values())].reverse();
}

function dressRun(reply: Reply, run: Run | undefined): Reply {
  if (run === undefined || reply.status >= 300) return reply;
  const body = reply.body as Json;
  const output = { ...(body['output'] as Json), annotations_count: run.annotations.length };
  return { ...ok({ ...body, app: appOf(run.app), output }), headers: reply.headers ?? {} };
}

function annotationsIn({ body }: Ask): Json[] {
  const { annotations = [] } = (body?.['output'] ?? {}) as { annotations?: Json[] };
  return [...annotations];
}

function runOf(world: World, id: string | undefined): Run | undefined {
  return world.runs.find((run) => run.id === Number(id));
}

function slugOf(world: World, { token }: Ask): string {
  const known = world.tokens.get(token ?? '');
  return known?.kind === 'app' ? known.slug : '';
}
