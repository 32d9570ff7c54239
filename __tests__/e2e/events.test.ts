import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pLimit from 'p-limit';

import {
  COMMANDS,
  ONE_JOB,
  TWO_STAGES,
  type Asked,
  type CommandRow,
  type EventRow,
  type Shown,
} from '../fixtures/events.js';
import { playCommands } from '../support/events/play-command.js';
import { playStages } from '../support/events/play-stages.js';
import { startGithub } from '../support/github/github.js';
import { workflowToken } from '../support/github/world.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(600_000);

/** Most of a job's time is waiting: for GitHub's sake it leaves a second between two writes, and three before a comment. */
const AT_ONCE = 6;
const ROWS: readonly EventRow[] = [...TWO_STAGES, ...ONE_JOB];
const played = new Map<EventRow | CommandRow, Shown | Asked | Error>();

const EVERYTHING = { actions: 'write', contents: 'read', checks: 'write', pull_requests: 'write' } as const;

beforeAll(async () => {
  const github = await startGithub({
    people: ['mallory', 'dependabot[bot]'],
    collaborators: { maintainer: 'write' },
    tokens: {
      'team-app': { kind: 'app', slug: 'team-app', permissions: EVERYTHING },
      writes: workflowToken({ actions: 'read', contents: 'read', checks: 'write', pull_requests: 'write' }),
      reads: workflowToken({ contents: 'read' }),
    },
  });
  const room = pLimit(AT_ONCE);
  const stages = room.map(ROWS, async (row, id) => {
    played.set(row, await playStages(github, row.play, id).catch((error: unknown) => new Error(String(error))));
  });
  const commands = playCommands(github, COMMANDS, (row, asked) => {
    played.set(row, asked);
  });
  try {
    await Promise.all([stages, commands]);
  } finally {
    await github.close();
  }
});

afterAll(removeTemporaries);

describe.each([
  { name: 'two stages', rows: TWO_STAGES },
  { name: 'one job', rows: ONE_JOB },
])('$name', ({ rows }) => {
  it.each(rows)('$event, $when', (row) => {
    const { judged, checks, comment, job } = row;
    expect(played.get(row)).toEqual({ judged, checks, comment, job });
  });
});

describe('what somebody asks for', () => {
  it.each(COMMANDS)('$event, $when', (row) => {
    const { reactions, started, checks, comment, job } = row;
    expect(played.get(row)).toEqual({ reactions, started, checks, comment, job });
  });
});
