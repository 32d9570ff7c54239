import { describe, expect, it } from '@jest/globals';

import { isPassedOver } from '../../src/app/pass-over.js';
import { DEFAULT_POLICY } from '../../src/core/evals/policy.js';
import { recognised } from '../support/described.js';

const AGENTS = { ...DEFAULT_POLICY, for: 'agents' as const };
const opened = { opener: { login: 'ada', number: 1, type: 'User' }, branch: 'topic', body: '', labels: ['bug'] };
const nobody = recognised(opened);

describe('a pull request that no agent is known to have made', () => {
  it('is passed over where the policy is for agents', () => {
    expect(isPassedOver(AGENTS, opened, nobody)).toBe(true);
  });

  it('is judged where the policy is for everyone, as it is when nothing is said', () => {
    expect(isPassedOver(DEFAULT_POLICY, opened, nobody)).toBe(false);
  });

  it('is judged with the label', () => {
    expect(isPassedOver(AGENTS, { ...opened, labels: ['formative'] }, nobody)).toBe(false);
  });

  it('is judged where nobody asked who opened it', () => {
    expect(isPassedOver(AGENTS, undefined, nobody)).toBe(false);
  });

  it('is judged once it carries the mark of an agent', () => {
    expect(isPassedOver(AGENTS, opened, recognised({ ...opened, branch: 'codex/topic' }))).toBe(false);
  });
});
