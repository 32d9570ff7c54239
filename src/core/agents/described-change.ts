/** Someone as a commit names them: both can be written by anyone. */
export interface Person {
  readonly name: string;
  readonly address: string;
  /** The GitHub account that the address belongs to, where GitHub was asked. */
  readonly login?: string;
}

export interface DescribedCommit {
  readonly author: Person;
  readonly committer: Person;
  /** Subject, body and trailers. */
  readonly message: string;
  /** It has more than one parent. */
  readonly merge: boolean;
}

/** A pull request or a commit, as far as it tells who made it. Texts are whatever their author wrote. */
export interface DescribedChange {
  /** The account that opened the pull request, as GitHub's API tells it. */
  readonly opener?: { readonly login: string; readonly number?: number; readonly type?: string };
  readonly branch?: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Names of timeline events, where they were read. */
  readonly events: readonly string[];
  readonly commits: readonly DescribedCommit[];
}
