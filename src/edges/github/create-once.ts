import { isLost } from './answers.js';
import type { GithubClient } from './client.js';

/** How to make something, and how to find it once it is there. */
export interface Creation<T> {
  /** Makes one attempt, without retries of its own. */
  create(): Promise<T>;
  find(): Promise<T | undefined>;
}

/**
 * Creates something at most once. GitHub may carry out a request and lose the answer (a 502, a cut connection), so before
 * another attempt we look whether the thing is there already.
 */
export async function createOnce<T>(client: GithubClient, creation: Creation<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await creation.create();
    } catch (error) {
      if (!isLost(error)) throw error;
      await client.pause(attempt);
      const found = await creation.find();
      if (found !== undefined) return found;
      if (attempt >= client.retries) throw error;
    }
  }
}
