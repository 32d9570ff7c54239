import type { CaseGraders, JudgeGrader } from './graders.js';
import type { Metric } from './metric.js';
import type { FilePatch } from './read-patch.js';

/** How a program is started: a list as it is, or a string run by `sh -c` with the arguments as "$@". */
export type Command =
  | { readonly kind: 'list'; readonly argv: readonly [string, ...string[]] }
  | { readonly kind: 'shell'; readonly script: string };

/** What a change of a case does to the verdict. */
export type Gate = 'block' | 'ask' | 'warn';

/** The gate of each kind of doubt or change (SPEC section 3, `when`). */
export interface When {
  readonly broke: Gate;
  readonly changed: Gate;
  readonly rewritten: Gate;
  readonly unclear: Gate;
}

/** Folders that a setup leaves behind and that may be used again while the files of the key are the same. */
export interface SetupCache {
  /** Glob patterns of the files that the kept folders depend on. */
  readonly key: readonly string[];
  /** Folders, relative to the root of the tree. */
  readonly keep: readonly string[];
}

export interface SetupStep {
  readonly run: Command;
  readonly network: boolean;
  readonly cache?: SetupCache;
}

/** A file written into the tree before a trial, as text. */
export interface InputFile {
  readonly path: string;
  readonly content: string;
}

/** One input with what counts as good. */
export interface Case {
  /** The case's own name, without the eval's: `strict`. */
  readonly name: string;
  readonly title?: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly files: readonly InputFile[];
  readonly env: Readonly<Record<string, string>>;
  readonly network: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly graders: CaseGraders;
  /** Numbers that its trials come with, the eval's own among them. Absent: none. */
  readonly metrics?: readonly Metric[];
  /** Set for a case that was drawn for this run. */
  readonly drawn?: Drawn;
}

/** What a generator said of a case besides its fields. */
interface Drawn {
  /** Reports keep its input and output to themselves. */
  readonly hidden: boolean;
  /** What holds of every such case, in a few words for people. */
  readonly property?: string;
}

/** A program of base's evals folder that draws cases from a seed. */
export interface Generate {
  readonly run: readonly [string, ...string[]];
  /** Cases it has to print. */
  readonly count: number;
  readonly hidden: boolean;
}

/** A known-bad variant of base. */
export interface Control {
  /** The patch as the eval names it: `_fixtures/off-by-one.patch`. */
  readonly name: string;
  readonly files: readonly FilePatch[];
  /** Names of cases that have to fail; empty: any one that blocks. */
  readonly cases: readonly string[];
}

/** What every eval has, whatever it runs. */
interface EvalBase {
  /** Path under the evals folder, without the ending: `parser/dates`. */
  readonly id: string;
  /** Path in the repository: `evals/parser/dates.yml`. */
  readonly path: string;
  readonly title?: string;
  readonly area: string;
  readonly needs: readonly string[];
  readonly setup: readonly SetupStep[];
  readonly run: Command;
  /** Folder in which the command runs, relative to the root of the tree; '' is the root. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly passEnv: readonly string[];
  readonly network: boolean;
  /** Seconds a trial may take. */
  readonly timeout: number;
  /** Trials to start with. */
  readonly trials: number;
  /** At most so many more to decide a doubt, both sides together. */
  readonly reruns: number;
  /** The eval matters only when one of these changed; empty: always. */
  readonly paths: readonly string[];
  /** Judged in base's version, and run in the pull request's own. */
  readonly tests: readonly string[];
  /** Judged in base's version, never in the pull request's own. */
  readonly protect: readonly string[];
  readonly workspace: 'fresh' | 'shared';
  readonly when: When;
  /** Each has to make this eval fail, or what it says is not counted. */
  readonly controls: readonly Control[];
}

/** Runs a program once for each case. */
export interface CommandEval extends EvalBase {
  readonly kind: 'command';
  readonly cases: readonly Case[];
  /** Metrics of every case. Absent: none. */
  readonly metrics?: readonly Metric[];
  /** Absent: the cases are all there are. */
  readonly generate?: Generate;
  /** Judges every case that names no judge of its own. */
  readonly judge?: JudgeGrader;
}

export type ReportFormat = 'junit' | 'tap' | 'ctrf' | 'jest' | 'vitest' | 'go' | 'pytest' | 'promptfoo';

/** Where a suite leaves its report: on standard output, or in files of its tree or of its reports folder. */
export type ReportSource =
  { readonly kind: 'stdout' } | { readonly kind: 'files'; readonly patterns: readonly [string, ...string[]] };

/** Runs an existing test suite; every test in its report is a case. */
export interface SuiteEval extends EvalBase {
  readonly kind: 'suite';
  readonly preset?: string;
  readonly results: { readonly format: ReportFormat; readonly from: ReportSource };
  /** How to run just the tests in doubt; absent: the whole suite is run again. */
  readonly rerun?: Rerun;
}

/** How the tests in doubt are named to the suite's own runner. */
export interface Rerun {
  /** May hold the placeholders `${names}`, `${files}` and `${reports}`. */
  readonly run: Command;
  /** How `${names}` is written: one pattern `(a|b)` of escaped titles, or each name an argument of its own. */
  readonly names: 'pattern' | 'list';
}

export type Eval = CommandEval | SuiteEval;
