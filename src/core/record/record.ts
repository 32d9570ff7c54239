import * as z from 'zod';

import { RECORD_LIMITS } from './limits.js';

/**
 * `formative.record/1`: what the half that runs a pull request's code hands to the half that judges it. One JSON object a line: the
 * `record` line first, then setups and trials in any order, `end` last. It holds what programs did and nothing that was thought of it.
 *
 * The file was written beside the pull request's code, so nothing in it is believed that the reader does not ask for: there are no
 * unknown fields, no shas of commits, no grades and no verdict.
 */
const Text = z.string().max(RECORD_LIMITS.text);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Seconds = z.number().min(0).max(RECORD_LIMITS.seconds);

/** On which tree: a digest of all its paths, modes and contents, which the reader composes for itself. */
const Place = {
  tree: Digest,
  side: z.enum(['base', 'head']),
  variant: z.string().regex(/^[a-z][a-z-]{0,31}$/),
};

const Bytes = z.strictObject({
  base64: z.string().max(RECORD_LIMITS.line),
  /** Bytes that were written in all: more than are here, where a cap cut them. */
  size: z.int().min(0),
});

const Ending = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exited'), code: z.int().min(0).max(255) }),
  z.strictObject({ kind: z.literal('timed-out'), after: Seconds }),
  z.strictObject({ kind: z.literal('killed'), signal: z.string().regex(/^[A-Z0-9+]{1,20}$/) }),
  z.strictObject({ kind: z.literal('not-started'), why: Text }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);

const File = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('regular'), path: Text, content: Bytes }),
  z.strictObject({ kind: z.literal('missing'), path: Text }),
  z.strictObject({ kind: z.literal('refused'), path: Text, why: Text }),
]);

/** Counted before they are looked at: a long list of wrong ones would cost a complaint each. */
const Files = z.array(z.unknown()).max(RECORD_LIMITS.files).pipe(z.array(File).max(RECORD_LIMITS.files));

const HeaderLine = z.strictObject({
  kind: z.literal('record'),
  schema: z.literal('formative.record/1'),
  sandbox: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('held'), name: Text }),
    z.strictObject({ kind: z.literal('none-held'), why: Text }),
  ]),
  /** The run knew of base's earlier runs, on this kind of machine: whoever judges looks them up for himself. */
  history: z.strictObject({ machine: Text }).optional(),
});

const SetupLine = z.strictObject({
  kind: z.literal('setup'),
  ...Place,
  /** Digest of the setup's steps and their environment. */
  setup: Digest,
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ready') }),
    z.strictObject({ kind: z.literal('failed'), why: Text }),
  ]),
});

const TrialLine = z.strictObject({
  kind: z.literal('trial'),
  ...Place,
  /** Id of the case, or of the suite. */
  unit: Text,
  index: z.int().min(0),
  /** Digest of the program, its arguments, environment, input and limits. */
  start: Digest,
  ending: Ending,
  /** Seconds, by the host's clock. */
  duration: Seconds,
  stdout: Bytes,
  stderr: Bytes,
  files: Files,
  usage: z.strictObject({ cpu: Seconds, peakMemory: z.int().min(0).optional() }).optional(),
  /** Absolute path of the tree's root as the program saw it. */
  root: Text.optional(),
});

/** Lines before this one: a file that was cut has another number, or no such line. */
const EndLine = z.strictObject({ kind: z.literal('end'), lines: z.int().min(1) });

export const RecordLineSchema = z.discriminatedUnion('kind', [HeaderLine, SetupLine, TrialLine, EndLine]);

export type RecordLine = z.infer<typeof RecordLineSchema>;
export type RecordedTrial = z.infer<typeof TrialLine>;
export type RecordedSetup = z.infer<typeof SetupLine>;
export type RecordedBytes = z.infer<typeof Bytes>;
export type RecordedSandbox = z.infer<typeof HeaderLine>['sandbox'];
/** What is told of the run as a whole. */
export type RecordHeader = Pick<z.infer<typeof HeaderLine>, 'sandbox' | 'history'>;
