import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { closeAll, complaint, open } from '../../support/opened-repositories.js';
import { temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

describe('the default branch', () => {
  it('finds the default branch from origin/HEAD, then by usual names', async () => {
    const origin = new TemporaryRepository();
    origin.commit('first');
    origin.git('branch', '-m', 'develop');
    const clone = new TemporaryRepository(temporaryFolder(), 'clone', '-q', origin.root, '.');
    expect(await (await open(clone.root)).defaultBranch()).toBe('origin/develop');

    const alone = new TemporaryRepository();
    alone.commit('first');
    expect(await (await open(alone.root)).defaultBranch()).toBe('main');
    alone.git('branch', '-m', 'something');
    expect(await complaint((await open(alone.root)).defaultBranch())).toMatch(
      /does not know its default branch.*--base/,
    );
  });
});
