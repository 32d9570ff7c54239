import { describe, expect, it } from '@jest/globals';

import { judgesFrom } from '../../src/entry/judges.js';

describe('whom the variables of the caller name', () => {
  it.each([
    [{}, 'none'],
    [{ OPENAI_API_KEY: '' }, 'none'],
    [{ OPENAI_API_KEY: 'k' }, 'model'],
    [{ GITHUB_TOKEN: 't' }, 'model'],
    [{ OPENAI_BASE_URL: 'https://models.example/v1' }, 'model'],
    [{ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, 'model'],
    [{ OPENAI_BASE_URL: 'http://models.example/v1', OPENAI_API_KEY: 'k' }, 'none'],
    [{ OPENAI_BASE_URL: 'models.example', GITHUB_TOKEN: 't' }, 'none'],
  ])('%j: %s', (env, kind) => {
    expect(judgesFrom(env).kind).toBe(kind);
  });

  it('is GitHub Models for a token that is given', () => {
    expect(judgesFrom({}, 'token').kind).toBe('model');
  });

  it('is nobody, with what to do about it', () => {
    expect(judgesFrom({})).toEqual({
      kind: 'none',
      why: 'set OPENAI_API_KEY (and OPENAI_BASE_URL), or GITHUB_TOKEN for GitHub Models',
    });
  });
});
