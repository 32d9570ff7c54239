import { UserError } from '../../src/core/errors.js';
import { openRepository, type OpenRepository } from '../../src/edges/git/open-repository.js';
import { removeTemporaries } from './temporary-repository.js';

const opened: OpenRepository[] = [];

/** Opens a repository that `closeAll` closes. */
export async function open(cwd: string): Promise<OpenRepository> {
  const repository = await openRepository(cwd);
  opened.push(repository);
  return repository;
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((repository) => repository.close()));
  removeTemporaries();
}

/** What the user reads: the message and the way out. */
export async function complaint(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} | ${error.help}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}
