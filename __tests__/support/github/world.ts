import type { Json } from './exchange.js';

type Level = 'read' | 'write';
export type Permissions = Readonly<
  Partial<Record<'actions' | 'contents' | 'pull_requests' | 'issues' | 'checks' | 'statuses', Level>>
>;

/** What a token is. A workflow's own `GITHUB_TOKEN` is a token of the app `github-actions`: see workflowToken. */
export type Token =
  | { readonly kind: 'app'; readonly slug: string; readonly permissions: Permissions }
  | { readonly kind: 'user'; readonly login: string };

export const workflowToken = (permissions: Permissions): Extract<Token, { kind: 'app' }> => ({
  kind: 'app',
  slug: 'github-actions',
  permissions,
});
export const userToken = (login: string): Token => ({ kind: 'user', login });
export const loginOf = (token: Token): string => (token.kind === 'user' ? token.login : `${token.slug}[bot]`);

export interface PullRequestSeed {
  readonly title?: string;
  readonly author?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
  readonly base: { readonly ref: string; readonly sha: string };
  /** `fork` is the owner of the fork that the head is in. */
  readonly head: { readonly ref: string; readonly sha: string; readonly fork?: string };
  readonly mergeSha?: string;
  /** What that merge was made of: base and head. */
  readonly mergeOf?: readonly [string, string];
  /** Shas, oldest first; without it, the head alone. */
  readonly commits?: readonly string[];
  readonly files?: readonly FileSeed[];
  /** ISO 8601; without it, it is open. */
  readonly closedAt?: string;
}

interface FileSeed {
  readonly filename: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string;
}

export interface Run {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  /** Slug of the app that made it. */
  readonly app: string;
  annotations: Json[];
}

export interface Reaction {
  readonly id: number;
  /** Id of the comment. */
  readonly comment: string;
  readonly content: unknown;
  readonly user: Json;
}

interface Artifact {
  readonly id: number;
  /** Id of the workflow run. */
  readonly run: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expired: boolean;
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

export interface WorldSeed {
  /** `owner/name`. */
  readonly repository?: string;
  readonly private?: boolean;
  readonly tokens: Readonly<Record<string, Token>>;
  /** People besides the owner who may do something, and what. Anyone named in a token or a pull request exists. */
  readonly collaborators?: Readonly<Record<string, Role>>;
  /** People and bots without any role. */
  readonly people?: readonly string[];
  readonly settings?: SettingsSeed;
  /** `wanted`: the test asks for what GitHub does not describe, to see it refused. */
  readonly mistakes?: 'wanted';
}

/** What a repository asks of a merge. */
export interface SettingsSeed {
  /** Active rules of its default branch, as GitHub answers them. */
  readonly rules?: readonly Json[];
  /** Its branch protection; without it, the branch has none. */
  readonly protection?: Json;
  readonly tokenDefault?: 'read' | 'write';
}

/** What the emulator upstream does not hold. */
export interface World {
  /** Where the stand-in listens; what the emulator calls its own address becomes this. */
  origin: string;
  readonly repository: string;
  readonly owner: string;
  readonly private: boolean;
  readonly tokens: ReadonlyMap<string, Token>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly people: readonly string[];
  readonly pulls: Map<number, PullRequestSeed>;
  readonly commits: Set<string>;
  readonly runs: Run[];
  /** Slug of the app that wrote a comment, by the comment's id. */
  readonly appOfComment: Map<number, string>;
  readonly statuses: Json[];
  readonly reactions: Reaction[];
  readonly settings: SettingsSeed;
  /** Numbers of pull requests whose conversation is closed. */
  readonly locked: Set<number>;
  /** What happened to pull requests: `number` besides what GitHub answers. */
  readonly issueEvents: Json[];
  /** Runs of workflows, as GitHub lists them. */
  readonly workflowRuns: Json[];
  /** Ids of those that were started again, in order. */
  readonly reruns: number[];
  readonly artifacts: Artifact[];
  nextId(): number;
}

export function createWorld(seed: WorldSeed): World {
  const repository = seed.repository ?? 'acme/tools';
  const owner = repository.split('/')[0] ?? '';
  const roles = new Map<string, Role>([[owner, 'admin'], ...Object.entries(seed.collaborators ?? {})]);
  const logins = [...roles.keys(), ...Object.values(seed.tokens).map(loginOf), ...(seed.people ?? [])];
  let last = 0;
  return {
    origin: '',
    repository,
    owner,
    private: seed.private ?? false,
    tokens: new Map(Object.entries(seed.tokens)),
    roles,
    people: [...new Set(logins)],
    pulls: new Map(),
    commits: new Set(),
    runs: [],
    appOfComment: new Map(),
    statuses: [],
    reactions: [],
    settings: seed.settings ?? {},
    locked: new Set(),
    issueEvents: [],
    workflowRuns: [],
    reruns: [],
    artifacts: [],
    nextId: () => (last += 1),
  };
}
