import { created, type Json, notFound, ok, page, type Responder, routes } from './exchange.js';
import type { World } from './world.js';

/** Workflow runs and what they leave. An archive lies elsewhere, at an address that is its own permission. */
export function runs(world: World): Responder {
  return routes([
    {
      method: 'GET',
      path: /^\/actions\/runs$/,
      answer: (ask) => {
        const asked = [
          ['head_sha', 'head_sha'],
          ['event', 'event'],
          ['branch', 'head_branch'],
        ] as const;
        const found = world.workflowRuns.filter((run) =>
          asked.every(([name, field]) => !ask.query.has(name) || ask.query.get(name) === run[field]),
        );
        return page(ask, found, (items) => ({ total_count: found.length, workflow_runs: items }));
      },
    },
    {
      method: 'GET',
      path: /^\/actions\/runs\/(\d+)$/,
      answer: (_ask, [id]) => {
        const found = world.workflowRuns.find((run) => run['id'] === Number(id));
        return found === undefined ? notFound : ok(found);
      },
    },
    {
      method: 'POST',
      path: /^\/actions\/runs\/(\d+)\/rerun$/,
      answer: (_ask, [id]) => {
        const index = world.workflowRuns.findIndex((run) => run['id'] === Number(id));
        const run = world.workflowRuns[index];
        if (run === undefined) return notFound;
        world.workflowRuns[index] = { ...run, ...again(run) };
        world.reruns.push(Number(id));
        return created({});
      },
    },
    {
      method: 'GET',
      path: /^\/actions\/runs\/(\d+)\/artifacts$/,
      answer: (ask, [id]) => {
        const name = ask.query.get('name');
        const found = world.artifacts.filter((it) => it.run === Number(id) && (name === null || it.name === name));
        const shown = found.map(({ id: artifact, name: called, bytes, expired }) => ({
          ...{ id: artifact, name: called, size_in_bytes: bytes.length, expired },
        }));
        return page(ask, shown, (items) => ({ total_count: shown.length, artifacts: items }));
      },
    },
    {
      method: 'GET',
      path: /^\/actions\/artifacts\/(\d+)\/zip$/,
      answer: (ask, [id]) =>
        world.artifacts.some((it) => it.id === Number(id))
          ? { status: 302, headers: { location: `${ask.origin}/repos/${world.repository}/signed/${id ?? ''}` } }
          : notFound,
    },
    {
      method: 'GET',
      path: /^\/signed\/(\d+)$/,
      answer: (_ask, [id]) => {
        const found = world.artifacts.find((it) => it.id === Number(id));
        return found === undefined ? notFound : { ...ok(undefined), bytes: found.bytes };
      },
    },
  ]);
}

/** GitHub counts the attempts of a run, and the new one has no conclusion yet. */
function again({ run_attempt: attempt = 1 }: Json): Json {
  return { run_attempt: Number(attempt) + 1, status: 'queued', conclusion: null };
}
