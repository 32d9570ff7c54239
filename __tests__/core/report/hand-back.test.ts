import { describe, expect, it } from '@jest/globals';

import { handBackComment, handBackOf, isForAgent, readHandBack } from '../../../src/core/report/hand-back.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { readMarker } from '../../../src/core/report/marker.js';
import type { Result } from '../../../src/core/report/result.js';
import { aResult } from '../../support/results.js';

const HEAD = 'b'.repeat(40);
const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];
const agent: Result['agent'] = {
  id: 'copilot',
  name: 'Copilot',
  strength: 'certain',
  evidence: [],
  also: [],
  share: { marked: 1, all: 1 },
};
const pullRequest = { number: 1, repository: 'acme/tools', url: 'https://github.com/acme/tools/pull/1' };
const broken = (more: Partial<Result> = {}): Result => ({
  ...aResult([]),
  ...{ verdict: 'broke', next: 'agent', agent, pullRequest },
  head: { sha: HEAD, tree: HEAD, label: 'topic' },
  ...more,
});

describe('a break', () => {
  it.each([
    [[], { kind: 'now', attempt: 1, most: 2 }],
    [[ONE], { kind: 'now', attempt: 2, most: 2 }],
    [[ONE, ONE], { kind: 'now', attempt: 2, most: 2 }],
    [[HEAD], { kind: 'asked', attempt: 1, most: 2 }],
    [[ONE, HEAD], { kind: 'asked', attempt: 2, most: 2 }],
    [[ONE, TWO], { kind: 'spent', most: 2 }],
  ])('after %j goes back as %j', (earlier, state) => {
    expect(handBackOf(broken(), earlier, 2)).toEqual(state);
  });

  it('is for the agent alone, and only where it was measured', () => {
    expect(isForAgent(broken())).toBe(true);
    const local = { ...broken() };
    delete local.pullRequest;
    const others = [
      broken({ agent: null }),
      broken({ verdict: 'could-not-tell' }),
      broken({ verdict: 'nothing-broke' }),
      broken({ next: 'maintainer' }),
      local,
    ];
    expect(others.map(isForAgent)).toEqual([false, false, false, false, false]);
  });
});

describe('the comment that asks', () => {
  const report = 'https://github.com/acme/tools/pull/1#issuecomment-7';
  const body = handBackComment(broken(), { mention: '@copilot', attempt: 3, most: 3, report });

  it('mentions the agent, leads to the report and counts', () => {
    expect(body).toContain(`@copilot: this push broke something that worked. The [\`report\`](${report}) says what`);
    expect(body).toContain('Attempt 3 of 3: after it a maintainer is asked.');
  });

  it('is known by its head, and is not the report', () => {
    expect([readHandBack(body), readMarker(body)]).toEqual([HEAD, undefined]);
    expect(readHandBack(`> ${body}`)).toBeUndefined();
    expect(readHandBack(`<!-- formative:1 head=${HEAD} -->\n`)).toBeUndefined();
  });

  it('mentions nobody by what is no mention', () => {
    const odd = handBackComment(broken(), { mention: '@acme/all <b>', attempt: 1, most: 3, report });
    expect(odd).not.toContain('@');
    expect(odd).toContain('The agent: this push');
  });
});

it.each([
  [{ kind: 'now', attempt: 1, most: 3 }, 'Handed back to the agent: attempt 1 of 3.', 'author of this change mends it'],
  [
    { kind: 'asked', attempt: 2, most: 3 },
    'Handed back to the agent: attempt 2 of 3.',
    'author of this change mends it',
  ],
  [
    { kind: 'spent', most: 3 },
    'The agent was asked 3 times, and it is still broken.',
    'a maintainer looks into it. The agent was asked',
  ],
] as const)('the report says of %j: %s', (handBack, words, next) => {
  const body = commentFor(broken(), { handBack });
  expect(body).toContain(words);
  expect(body.match(/^Next: .*$/gm)).toEqual([expect.stringContaining(next)]);
});
