import type { AcceptClaim } from '../../core/commands/hear-accept.js';
import type { Note } from '../../core/commands/note.js';
import { failureWords } from './answers.js';
import type { GithubClient } from './client.js';
import { findOwn, type Conversation } from './comments.js';
import { whoAmI } from './identity.js';
import { permissionOf, readSpoken } from './spoken.js';

interface Asking extends Conversation {
  /** Id of the pull request's author; undefined: anybody may be. */
  readonly author: number | undefined;
  /** Reads the note of a body that carries our marker. */
  noteOf(body: string): Note | undefined;
  isOurs(body: string): boolean;
}

/** What our comment says. */
interface Said {
  /** Absent where there is none of ours, or none that can be read. */
  readonly note?: Note;
  readonly claims: readonly AcceptClaim[];
}

/** What our comment says was accepted, each with the comment in which that was said, read again. What cannot be read is not accepted. */
export async function readSaid(client: GithubClient, asking: Asking): Promise<Said> {
  try {
    const us = await whoAmI(client);
    const own = await findOwn(client, asking, { us, isOurs: (body) => asking.isOurs(body) });
    const note = own === undefined ? undefined : asking.noteOf(own.body);
    const claims: AcceptClaim[] = [];
    for (const record of note?.accepts ?? []) {
      const spoken = await readSpoken(client, asking, record.comment);
      if (spoken === undefined) continue;
      const permission = await permissionOf(client, asking, spoken.author.login);
      const isPullRequestAuthor = asking.author === undefined || spoken.author.id === asking.author;
      claims.push({ record, spoken, permission, isPullRequestAuthor });
    }
    return { claims, ...(note !== undefined && { note }) };
  } catch (error) {
    if (failureWords(error) === undefined) throw error;
    return { claims: [] };
  }
}
