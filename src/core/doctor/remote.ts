/** Where a repository is hosted, from the address of its remote. */
export interface Remote {
  readonly owner: string;
  readonly repo: string;
  readonly host: string;
}

const ADDRESS =
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/]+@)?([\w.-]+)(?::\d+)?\/|(?:[^@/\s]+@)?([\w.-]+):)([^/\s:]+)\/([^/\s]+?)(?:\.git)?\/?$/;

/** `https://github.com/acme/tools.git`, `git@github.com:acme/tools`. */
export function remoteOf(url: string): Remote | undefined {
  const [, byUrl, byPath, owner, repo] = ADDRESS.exec(url) ?? [];
  const host = byUrl ?? byPath;
  if (host === undefined || owner === undefined || repo === undefined) return undefined;
  return { owner, repo, host };
}
