import type { ReportSource, Rerun, SuiteEval } from './eval.js';
import type { EvalInput } from './eval-schema.js';
import { PRESETS, type Preset } from './presets.js';
import { resolveCommand } from './resolve-setup.js';

/** What a suite has beyond every eval; undefined for a command. */
export type SuiteParts = Pick<SuiteEval, 'preset' | 'results' | 'rerun' | 'run' | 'tests' | 'protect'>;

export function resolveSuite(input: EvalInput): SuiteParts | undefined {
  const preset = input.suite === undefined ? undefined : PRESETS[input.suite];
  if (input.suite !== undefined && preset !== undefined) return fromPreset(input.suite, preset, input);
  if (input.results === undefined || input.run === undefined) return undefined;
  const { format, files } = input.results;
  const rerun = ownRerun(input.rerun, format === 'pytest' ? 'list' : 'pattern');
  return {
    run: resolveCommand(input.run),
    results: { format, from: sourceOf(files) },
    tests: input.tests ?? [],
    protect: input.protect ?? [],
    ...(rerun === undefined ? {} : { rerun }),
  };
}

function fromPreset(name: string, preset: Preset, input: EvalInput): SuiteParts {
  const own: Rerun = { run: { kind: 'list', argv: preset.rerun.run }, names: preset.rerun.names };
  return {
    preset: name,
    run: { kind: 'list', argv: preset.run },
    results: { format: preset.format, from: preset.from },
    rerun: ownRerun(input.rerun, preset.rerun.names) ?? own,
    tests: input.tests ?? preset.tests,
    protect: input.protect ?? preset.protect,
  };
}

function ownRerun(input: EvalInput['rerun'], names: Rerun['names']): Rerun | undefined {
  if (input === undefined || input === 'auto') return undefined;
  if ('run' in input) return { run: { kind: 'list', argv: input.run }, names: input.names };
  return { run: { kind: 'list', argv: input }, names };
}

function sourceOf(files: readonly string[] | undefined): ReportSource {
  const [first, ...rest] = files ?? [];
  return first === undefined ? { kind: 'stdout' } : { kind: 'files', patterns: [first, ...rest] };
}
