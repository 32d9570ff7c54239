import type { Command, SetupStep } from './eval.js';
import type { EvalInput } from './eval-schema.js';
import { tidyPath } from './paths.js';

type SetupInput = NonNullable<EvalInput['setup']>;
type StepInput = Extract<SetupInput, { readonly run: unknown }>;

/** A list of texts is one command; a list of maps is that many steps. */
export function resolveSetup(input: SetupInput | undefined): readonly SetupStep[] {
  if (input === undefined) return [];
  if (typeof input === 'string') return [stepOf({ run: input })];
  if (!Array.isArray(input)) return [stepOf(input)];
  return isProgram(input) ? [stepOf({ run: input })] : input.map(stepOf);
}

export function resolveCommand(input: NonNullable<EvalInput['run']>): Command {
  return typeof input === 'string' ? { kind: 'shell', script: input } : { kind: 'list', argv: input };
}

function isProgram(input: [string, ...string[]] | StepInput[]): input is [string, ...string[]] {
  return typeof input[0] === 'string';
}

function stepOf({ run, network, cache }: StepInput): SetupStep {
  return {
    run: resolveCommand(run),
    network: network ?? true,
    ...(cache === undefined ? {} : { cache: { key: cache.key, keep: cache.keep.map(tidyPath) } }),
  };
}
