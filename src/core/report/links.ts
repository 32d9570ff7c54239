import { code, type Inline } from './document.js';
import type { Result } from './result.js';

const PULL_REQUEST = /^(https:\/\/[a-z0-9.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+)\/pull\/\d+$/i;
const COMMENT = /^https?:\/\/[a-z0-9.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+\/pull\/\d+#issuecomment-(\d+)$/i;
const SHA = /^[0-9a-f]{7,64}$/;

/** The short form of a sha; anything else is shown as it is. */
export function shortSha(sha: string): string {
  return SHA.test(sha) ? sha.slice(0, 7) : sha;
}

/** The commit that a report is about: the pull request's own head, also where its merge into base was judged. */
export function judgedSha({ head, pullRequest }: Result): string {
  return pullRequest?.headSha ?? head.sha;
}

/** As it is named to git: where these digits do not suffice it refuses, it never takes another commit. */
export function exactSha(sha: string): string {
  return sha.slice(0, 12);
}

export function isSha(sha: string): boolean {
  return SHA.test(sha);
}

/** A commit, linked where the pull request's address is one we can build on. */
export function commitLink(result: Result, sha: string): Inline {
  const home = homeOf(result);
  if (home === undefined || !SHA.test(sha)) return code(shortSha(sha));
  return { kind: 'link', text: shortSha(sha), columns: 40, href: `${home}/commit/${sha}` };
}

/** Lines of a file at a commit. The path is percent-encoded: it can name a file of this repository and nothing else. */
export function linesLink(
  result: Result,
  sha: string,
  hunk: { readonly path: string; readonly startLine: number; readonly endLine: number },
): Inline {
  const lines = hunk.endLine > hunk.startLine ? `${hunk.startLine}-${hunk.endLine}` : String(hunk.startLine);
  const text = `${hunk.path}:${lines}`;
  const home = homeOf(result);
  if (home === undefined || !SHA.test(sha) || !isInside(hunk.path)) return code(text);
  const path = hunk.path.split('/').map(encodeSegment).join('/');
  const href = `${home}/blob/${sha}/${path}#L${hunk.startLine}-L${Math.max(hunk.startLine, hunk.endLine)}`;
  return { kind: 'link', text, columns: 120, href };
}

/** A comment, linked where its address is one of GitHub's. */
export function commentLink(url: string): Inline {
  const number = COMMENT.exec(url)?.[1];
  if (number === undefined) return code(url);
  return { kind: 'link', text: `comment ${number}`, columns: 40, href: url };
}

/** Whether a path names a file inside the repository, and nothing above or beside it. */
export function isInside(path: string): boolean {
  const plain = path !== '' && path.length <= 1024 && !/[\p{C}\\]/u.test(path);
  return plain && path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

function homeOf({ pullRequest }: Result): string | undefined {
  return pullRequest === undefined ? undefined : PULL_REQUEST.exec(pullRequest.url)?.[1];
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*~]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
