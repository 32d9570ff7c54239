import fc from 'fast-check';

import type { TrialIdentity } from '../../../src/core/record/identity.js';
import { contentOfBytes } from '../../../src/core/run/content.js';
import type { Attempt, Content, Ending, FoundFile } from '../../../src/core/run/trial.js';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.string({ unit: 'binary' }).map((it) => Buffer.from(it)),
);
const content: fc.Arbitrary<Content> = fc
  .tuple(bytes, fc.nat({ max: 3 }))
  .map(([all, more]) => contentOfBytes(all, all.length + more));
const seconds = fc.double({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }).map((it) => Math.abs(it));

const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.record({ kind: fc.constant('exited' as const), code: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('timed-out' as const), after: seconds }),
  fc.record({ kind: fc.constant('killed' as const), signal: fc.constantFrom('SIGKILL', 'SIGRTMIN+3') }),
  fc.record({ kind: fc.constant('not-started' as const), why: fc.string() }),
  fc.record({ kind: fc.constant('cancelled' as const) }),
);

const file: fc.Arbitrary<FoundFile> = fc.oneof(
  fc.record({ kind: fc.constant('regular' as const), path: fc.string({ unit: 'binary' }), content }),
  fc.record({ kind: fc.constant('missing' as const), path: fc.string() }),
  fc.record({ kind: fc.constant('refused' as const), path: fc.string(), why: fc.string() }),
);

export const anAttempt: fc.Arbitrary<Attempt> = fc.record(
  {
    ending,
    duration: seconds,
    stdout: content,
    stderr: content,
    files: fc.array(file, { maxLength: 4 }),
    root: fc.string(),
  },
  { requiredKeys: ['ending', 'duration', 'stdout', 'stderr', 'files'] },
);

export const TRIAL: TrialIdentity = {
  tree: 'a'.repeat(64),
  side: 'head',
  variant: 'judged',
  unit: 'say/hi',
  index: 0,
  start: 'b'.repeat(64),
};
