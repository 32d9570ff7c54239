import { createHash } from 'node:crypto';

import type { DescribedCommit } from '../../../src/core/agents/described-change.js';
import type { Commit, Repository, TreeEntry } from '../../../src/app/ports.js';
import { UserError } from '../../../src/core/errors.js';
import { memoryBlobs, treeOf } from '../memory-blobs.js';
import { mergeFiles } from './merge-files.js';

export type Files = Readonly<Record<string, string>>;
/** What a commit does: `null` removes a file. */
export type Edits = Readonly<Record<string, string | null>>;

/** A history in memory: commits are their files, as literals. `main` is the default branch. */
export class FakeRepository implements Repository {
  readonly #trees = new Map<string, Files>();
  readonly #commits = new Map<string, Commit>();
  readonly #branches = new Map<string, string>();
  #current = 'main';
  #uncommitted: Edits = {};

  /** Commits onto the current branch; answers the commit's id. */
  add(subject: string, edits: Edits = {}): string {
    return this.#commitOn(subject, edits, []);
  }

  /** Merges a branch into the current one, with these edits on top, as of somebody who mends conflicts by hand. */
  merge(branch: string, edits: Edits = {}): string {
    const other = this.#commits.get(this.#branches.get(branch) ?? '');
    return this.#commitOn(`merge ${branch}`, { ...(other && this.#files(other.tree)), ...edits }, other ? [other] : []);
  }

  #commitOn(subject: string, edits: Edits, others: readonly Commit[]): string {
    const parent = this.#commits.get(this.#branches.get(this.#current) ?? '');
    const tree = this.tree(edited(parent === undefined ? {} : this.#files(parent.tree), edits));
    const parents = [...(parent === undefined ? [] : [parent]), ...others].map(({ sha }) => sha);
    const sha = digest(['commit', subject, tree, ...parents]);
    this.#commits.set(sha, { sha, tree, parents, subject });
    this.#branches.set(this.#current, sha);
    return sha;
  }

  /** Goes to a branch, which begins here when it is new. */
  switchTo(branch: string): void {
    const here = this.#branches.get(this.#current);
    if (!this.#branches.has(branch) && here !== undefined) this.#branches.set(branch, here);
    this.#current = branch;
  }

  /** Changes the working tree. */
  edit(edits: Edits): void {
    this.#uncommitted = { ...this.#uncommitted, ...edits };
  }

  /** A tree of its own, without a commit. */
  tree(files: Files): string {
    const entries = treeOf(files).map(({ path, mode, oid }) => [path, mode, oid]);
    const tree = digest(['tree', ...entries.sort()]);
    this.#trees.set(tree, files);
    return tree;
  }

  commit(revision: string): Promise<Commit> {
    const sha = this.#branches.get(revision === 'HEAD' ? this.#current : revision) ?? revision;
    const found = this.#commits.get(sha);
    if (found !== undefined) return Promise.resolve(found);
    const help = 'See `git branch --all`.';
    return Promise.reject(new UserError(`There is no commit "${revision}" in this repository.`, { help }));
  }

  async mergeBase(one: string, other: string): Promise<Commit> {
    const mine = this.#ancestors(await this.commit(one));
    const shared = this.#ancestors(await this.commit(other)).filter(({ sha }) => mine.some((it) => it.sha === sha));
    const older = new Set(shared.flatMap((it) => this.#ancestors(it).slice(1)).map(({ sha }) => sha));
    const best = shared.find(({ sha }) => !older.has(sha));
    if (best !== undefined) return best;
    throw new UserError(`${one} and ${other} have no commit in common.`, { help: 'Name the commit to compare with.' });
  }

  defaultBranch(): Promise<string> {
    return Promise.resolve('main');
  }

  async workingTree(): Promise<{ commit: Commit; tree: string; dirty: boolean }> {
    const commit = await this.commit('HEAD');
    const tree = this.tree(edited(this.#files(commit.tree), this.#uncommitted));
    return { commit, tree, dirty: tree !== commit.tree };
  }

  entries(tree: string): Promise<readonly TreeEntry[]> {
    return Promise.resolve([...treeOf(this.#files(tree))].sort((one, other) => (one.path < other.path ? -1 : 1)));
  }

  readonly sizes = memoryBlobs.sizes;
  readonly blobs = memoryBlobs.blobs;

  keepBlob(text: string): Promise<string> {
    return Promise.resolve(treeOf({ kept: text })[0]?.oid ?? '');
  }

  async mergedTree(base: string, head: string): Promise<string | undefined> {
    const [into, from] = [await this.commit(base), await this.commit(head)];
    const parted = await this.mergeBase(base, head);
    const merged = mergeFiles(this.#files(parted.tree), this.#files(into.tree), this.#files(from.tree));
    return merged === undefined ? undefined : this.tree(merged);
  }

  async commitsBetween(base: string, head: string): Promise<readonly Commit[]> {
    const known = new Set(this.#ancestors(await this.commit(base)).map(({ sha }) => sha));
    const found: Commit[] = [];
    for (let at: Commit | undefined = await this.commit(head); at !== undefined && !known.has(at.sha);) {
      found.unshift(at);
      at = this.#commits.get(at.parents[0] ?? '');
    }
    return found;
  }

  async describedCommits(base: string, head: string): Promise<readonly DescribedCommit[]> {
    const known = new Set(this.#ancestors(await this.commit(base)).map(({ sha }) => sha));
    const own = this.#ancestors(await this.commit(head)).filter(({ sha }) => !known.has(sha));
    return own.reverse().map(({ subject, parents }) => {
      const person = { name: 'Ada', address: 'ada@example.org' };
      return { author: person, committer: person, message: `${subject}\n`, merge: parents.length > 1 };
    });
  }

  currentBranch(): Promise<string | undefined> {
    return Promise.resolve(this.#current);
  }

  #files(tree: string): Files {
    const files = this.#trees.get(tree);
    if (files === undefined) throw new Error(`not an object id: ${tree}`);
    return files;
  }

  /** The commit itself, then what it comes from. */
  #ancestors(commit: Commit): readonly Commit[] {
    const parents = commit.parents.flatMap((sha) => this.#commits.get(sha) ?? []);
    return [commit, ...parents.flatMap((parent) => this.#ancestors(parent))];
  }
}

function edited(files: Files, edits: Edits): Files {
  const all = Object.entries({ ...files, ...edits });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

function digest(said: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(said)).digest('hex');
}
