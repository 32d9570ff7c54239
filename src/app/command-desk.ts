import type { Permission, Spoken } from '../core/commands/standing.js';
import type { Policy } from '../core/evals/policy.js';
import type { Posted } from './ports.js';

export type Sign = 'eyes' | 'rocket' | 'confused';

/** The pull request as it stands while a comment is heard. */
export interface Pull {
  readonly headSha: string;
  readonly baseSha: string;
  /** Id of its author; undefined where the account is gone. */
  readonly author: number | undefined;
  readonly open: boolean;
}

/** What obeying a comment asks of GitHub. Nothing here runs code of the pull request. */
export interface CommandDesk {
  /** The comment as it stands now; undefined where it is gone. */
  spoken(): Promise<Spoken | undefined>;
  /** Whether an earlier delivery of the same comment came to its end. */
  isAnswered(): Promise<boolean>;
  /** Puts a sign of ours on the comment; the same one twice is one. */
  sign(sign: Sign): Promise<void>;
  /** `none` for whatever goes wrong. */
  permissionOf(login: string): Promise<Permission>;
  pull(): Promise<Pull>;
  /** Comments since a time in seconds, oldest first. */
  spokenSince(seconds: number): Promise<readonly Spoken[]>;
  /** The body of our own comment. */
  report(): Promise<string | undefined>;
  edit(draw: (earlier: string | undefined) => string): Promise<Posted>;
  /** The newest run of the workflow that makes trials, of this head. */
  runOf(
    headSha: string,
    known: number | undefined,
  ): Promise<{ readonly id: number; readonly created: number } | undefined>;
  /** Starts a workflow run again; undefined when it worked, else why not. */
  rerun(run: number): Promise<string | undefined>;
  /** The policy of a base; undefined where it cannot be read. */
  policy(baseSha: string): Promise<Policy | undefined>;
}
