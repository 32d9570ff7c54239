export interface RunArguments {
  readonly base?: string;
  readonly head?: string;
  readonly evalsFrom: 'base' | 'head';
  readonly folder: string;
  readonly only: readonly string[];
  /** Cases that are told in full, whatever became of them. */
  readonly explain: readonly string[];
  readonly trials?: number;
  /** Of an earlier run, to draw the same cases again. */
  readonly seed?: string;
  readonly sandbox: 'required' | 'preferred' | 'off';
  readonly fullBase: boolean;
  readonly diagnose: boolean;
  /** Seconds that the run has, where it is a quick one. */
  readonly quick?: number;
  readonly quiet: boolean;
  readonly files: ReportFiles;
}

/** Where reports are written besides the terminal; `-` is standard output, in place of the terminal report. */
export interface ReportFiles {
  readonly json?: string;
  readonly html?: string;
  readonly markdown?: string;
  readonly junit?: string;
}

export interface WhoseArguments {
  readonly base?: string;
  readonly head?: string;
  readonly folder: string;
  /** Where the answer is written as JSON; `-` is standard output, in place of the words. */
  readonly json?: string;
  /** A file with one pull request or commit a line. */
  readonly jsonl?: string;
}

export interface DoctorArguments {
  readonly folder: string;
  readonly checkName: string;
  /** Where the findings are written as JSON; `-` is standard output, in place of the words. */
  readonly json?: string;
}

export interface InitArguments {
  readonly folder: string;
  /** `owner/formative@sha`: which copy of the action the workflows start. */
  readonly action?: string;
  /** Who may accept a change. */
  readonly accept?: 'not-author' | 'write' | 'admin';
  readonly sandbox: 'required' | 'preferred' | 'off';
  /** Show what would be written, and write nothing. */
  readonly dryRun: boolean;
  readonly quiet: boolean;
}

export interface AuditArguments {
  readonly folder: string;
  readonly only: readonly string[];
  /** Files, folders and patterns in which mistakes are made; empty: all that is source. */
  readonly paths: readonly string[];
  readonly most: number;
  readonly seconds: number;
  readonly seed?: string;
  readonly sandbox: 'required' | 'preferred' | 'off';
  readonly quiet: boolean;
  /** Where the result is written as JSON; `-` is standard output, in place of the words. */
  readonly json?: string;
}

export interface ReportArguments {
  readonly results: readonly string[];
  readonly files: ReportFiles;
}

export type CliCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | ({ readonly kind: 'run' } & RunArguments)
  | { readonly kind: 'validate'; readonly folder: string }
  | { readonly kind: 'map'; readonly folder: string }
  | ({ readonly kind: 'init' } & InitArguments)
  | ({ readonly kind: 'doctor' } & DoctorArguments)
  | ({ readonly kind: 'audit' } & AuditArguments)
  | ({ readonly kind: 'whose' } & WhoseArguments)
  | ({ readonly kind: 'report' } & ReportArguments);
