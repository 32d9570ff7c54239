import type { DescribedCommit } from '../core/agents/described-change.js';
import type { Command } from '../core/evals/eval.js';
import type { JudgeReply } from '../core/grade/judge-answer.js';
import type { JudgeQuestion } from '../core/grade/judge-question.js';
import type { TreeEntry } from '../core/plan/compose-tree.js';
import type { Attempt, Side, WrittenFile } from '../core/run/trial.js';

export type { TreeEntry };

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly subject: string;
}

/** The repository, read only: nothing here changes the user's checkout, index or refs. */
export interface Repository {
  /** Throws a UserError for an unknown revision or a commit that a shallow clone lacks. */
  commit(revision: string): Promise<Commit>;
  /** The best common ancestor; throws a UserError when there is none or a shallow clone hides it. */
  mergeBase(one: string, other: string): Promise<Commit>;
  /** The default branch as this clone knows it: `origin/main`, `main`, … */
  defaultBranch(): Promise<string>;
  /** Head and its uncommitted changes as a tree; `dirty` tells whether there are any. */
  workingTree(): Promise<{ readonly commit: Commit; readonly tree: string; readonly dirty: boolean }>;
  /** Every path of a tree, sorted as git sorts. */
  entries(tree: string): Promise<readonly TreeEntry[]>;
  /** Sizes of blobs by oid, without reading them. */
  sizes(oids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Blobs by oid. */
  blobs(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Keeps a text beside the repository's own blobs, until it is closed; answers its oid. */
  keepBlob(text: string): Promise<string>;
  /** The tree of `head` merged into `base`: head's own where base is an ancestor; undefined where they conflict. */
  mergedTree(base: string, head: string): Promise<string | undefined>;
  /** Commits of head that base has not, first parents only, oldest first. */
  commitsBetween(base: string, head: string): Promise<readonly Commit[]>;
  /** Commits of head that base has not, of all parents, oldest first, with who made them; the last thousand. */
  describedCommits(base: string, head: string): Promise<readonly DescribedCommit[]>;
  /** The branch that is checked out; undefined where HEAD is a commit. */
  currentBranch(): Promise<string | undefined>;
}

/** A program to start: the one shape that goes through the one door. */
export interface Program {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** Seconds. */
  readonly timeout: number;
  readonly network: boolean;
  /** Cap on each stream, in bytes. */
  readonly maxOutput: number;
  /** Tell what its whole process tree used. Nothing else may run meanwhile: the machine's own count is read. */
  readonly usage?: true;
  /** Folders that it may write; everything else is read only where the sandbox can say so. */
  readonly writable: readonly string[];
}

/** Starts the pull request's programs, and ends them with all their children. */
export interface Sandbox {
  /** `none`, `bwrap`, …: shown in the report. */
  readonly name: string;
  /** The user that programs run as, where it is another one than ours and their folders must be its own. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  run(program: Program, signal?: AbortSignal): Promise<Omit<Attempt, 'files'>>;
}

/** A place in which one trial runs: a clean tree of its own, a home, a temp folder and a folder for reports. */
export interface Place {
  readonly root: string;
  readonly home: string;
  readonly temp: string;
  readonly reports: string;
}

/** What a trial asks of its place besides the program: files written before, files read after. */
export interface PlaceFiles {
  /** Text files written before the trial, relative to the root. */
  readonly write: readonly WrittenFile[];
  /** Exact paths to read after the trial, relative to the root. */
  readonly read: readonly string[];
  /** Glob patterns to read after the trial, relative to the root; a file that matched before the trial is refused. */
  readonly match: readonly string[];
  /** Read every regular file of the reports folder too, as `${reports}/name`. */
  readonly reports: boolean;
  /** Cap on each file, in bytes. */
  readonly maxFile: number;
}

/** A copy of a tree in which trials run one after another: made when it is first named, removed after its last use. */
export interface SharedTree {
  readonly name: string;
  readonly last: boolean;
}

/** How long what setups leave is kept: for other runs too, or for the trees of this one. */
export type Store = 'lasting' | 'of-this-run';

/** A tree on disk, ready for trials. Work that nobody waits for any more throws a CancelledError. */
export interface Workspace {
  /** Runs `use` in a place with a clean copy of the prepared tree; whatever it changes is gone afterwards. */
  lease(files: PlaceFiles, use: (place: Place) => Promise<Omit<Attempt, 'files'>>): Promise<Attempt>;
  /** Runs `use` in the prepared tree itself: for setup. What it changes stays, for every later lease. */
  prepare(use: (place: Place) => Promise<Omit<Attempt, 'files'>>): Promise<Omit<Attempt, 'files'>>;
  /** Like lease, but calls that name the same tree share it, one after another. */
  share(tree: SharedTree, files: PlaceFiles, use: (place: Place) => Promise<Omit<Attempt, 'files'>>): Promise<Attempt>;
  /** Copies folders of this prepared tree to a store, and back, for a setup's cache. */
  keep(key: string, folders: readonly string[], store: Store): Promise<void>;
  restore(key: string, folders: readonly string[], store: Store): Promise<boolean>;
  /** Removes its folders; it is not used afterwards. */
  close(): Promise<void>;
}

export interface Workspaces {
  /** Writes the entries to disk, without `.git`. */
  open(entries: readonly TreeEntry[]): Promise<Workspace>;
  /** Removes every folder; called on every path, also after Ctrl-C. */
  close(): Promise<void>;
}

/** What is going on, for the person who waits. */
export type Progress =
  | { readonly kind: 'phase'; readonly text: string }
  | { readonly kind: 'setup'; readonly side: Side; readonly command: Command }
  | { readonly kind: 'trial'; readonly done: Readonly<Record<Side, number>> };

/** Seconds by a monotonic clock. */
export type Clock = () => number;

/** What base's runs came to before, as JSON Lines: a file that travels, and that anybody may have spoilt. */
export interface History {
  /** The whole text; undefined where there is none. Throws where there is one that cannot be read. */
  load(): Promise<string | undefined>;
  /** Adds lines at the end. */
  append(lines: string): Promise<void>;
  /** Puts another text in its place, all at once. */
  replace(text: string): Promise<void>;
}

/** A language model that grades outputs. */
export interface JudgeModel {
  /** Never throws: what went wrong is an ending of its own. What may be better a moment later is tried again first. */
  ask(question: JudgeQuestion, signal: AbortSignal): Promise<JudgeReply>;
}

/**
 * What became of something we wanted to show on the pull request. Writing there never throws: a page that cannot be written
 * must not swallow the verdict, which then lands in the summary and the exit code alone.
 */
export type Posted =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** Nothing was to be written: no comment of ours stands there to be edited, or a newer push is what people look at now. */
  | { readonly kind: 'skipped'; readonly why: string }
  /** It will not work by trying again: a fork's read-only token, a locked conversation, a text GitHub refuses. */
  | { readonly kind: 'forbidden'; readonly why: string }
  /** GitHub did not answer, or not in time; a rerun may succeed. */
  | { readonly kind: 'unavailable'; readonly why: string };

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface CheckDraft {
  readonly name: string;
  readonly headSha: string;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** Markdown. */
  readonly text?: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'action_required' | 'cancelled' | 'timed_out';
  readonly annotations: readonly CheckAnnotation[];
}

/** The pull request as people see it on GitHub. */
export interface PullRequestPage {
  /**
   * Our one comment, edited in place; created too, unless it is only wanted where it already stands. `draw` makes the body, from the one
   * that stands there.
   */
  comment(draw: (earlier: string | undefined) => string, when: 'always' | 'if-there'): Promise<Posted>;
  check(check: CheckDraft): Promise<Posted>;
  /** For which heads the agent was asked before, by comments of ours, oldest first; undefined where GitHub does not say. */
  handedBack(): Promise<readonly string[] | undefined>;
  /** Asks it by a comment of its own, once for a head. */
  handBack(body: string): Promise<Posted>;
}
