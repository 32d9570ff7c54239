import { resolveControls } from './controls.js';
import type { CommandEval, Eval, When } from './eval.js';
import type { EvalFile } from './eval-file.js';
import type { EvalInput, SharedInput } from './eval-schema.js';
import { folderOf, tidyPath } from './paths.js';
import { resolveCase } from './resolve-case.js';
import { resolveMetrics } from './resolve-metrics.js';
import { resolveCommand, resolveSetup } from './resolve-setup.js';
import { resolveJudge } from './resolve-judge.js';
import { mergeWhen } from './resolve-policy.js';
import { resolveSuite } from './resolve-suite.js';
import { secondsOf } from './seconds.js';

/** What the policy says for every eval. */
export interface EvalDefaults {
  readonly shared: SharedInput;
  readonly when: When;
}

/** An eval's own field, else the policy's default, else the built-in one. Undefined for a file that cannot be used. */
export function resolveEval(file: EvalFile, defaults: EvalDefaults): Eval | undefined {
  const { fields, find } = file;
  if (fields === undefined) return undefined;
  const common = commonOf(fields, file, defaults);
  const suite = resolveSuite(fields);
  if (suite !== undefined) return { kind: 'suite', ...common, ...suite };
  if (fields.run === undefined) return undefined;
  const judge = fields.judge === undefined ? {} : { judge: resolveJudge(fields.judge) };
  const metrics = fields.metrics === undefined ? {} : { metrics: resolveMetrics(fields.metrics) };
  return {
    kind: 'command',
    ...common,
    run: resolveCommand(fields.run),
    tests: fields.tests ?? [],
    protect: fields.protect ?? [],
    cases: file.cases.map((one) => resolveCase(one, { ...common, find, ...judge, ...metrics })),
    ...judge,
    ...metrics,
    ...generateOf(fields),
  };
}

function generateOf({ generate }: EvalInput): Pick<CommandEval, 'generate'> {
  return generate === undefined ? {} : { generate: { ...generate, hidden: generate.hidden ?? false } };
}

type Common = Omit<CommandEval, 'kind' | 'run' | 'cases' | 'metrics' | 'generate' | 'judge' | 'tests' | 'protect'>;

function commonOf(fields: EvalInput, { id, document, find }: EvalFile, { shared, when }: EvalDefaults): Common {
  const { title, area } = fields;
  return {
    id,
    path: document.path,
    ...(title === undefined ? {} : { title }),
    area: area ?? (folderOf(id) || id),
    needs: [...new Set(fields.needs)],
    when: mergeWhen(when, fields.when),
    controls: resolveControls(fields['must-fail'], find),
    ...sharedOf({ ...shared, ...fields, env: { ...shared.env, ...fields.env } }),
  };
}

type Shared = Pick<
  Common,
  'setup' | 'cwd' | 'env' | 'passEnv' | 'network' | 'timeout' | 'trials' | 'reruns' | 'paths' | 'workspace'
>;

function sharedOf(input: SharedInput): Shared {
  return {
    setup: resolveSetup(input.setup),
    cwd: tidyPath(input.cwd ?? ''),
    env: input.env ?? {},
    passEnv: input['pass-env'] ?? [],
    network: input.network ?? false,
    timeout: secondsOf(input.timeout ?? 60),
    trials: input.trials ?? 1,
    reruns: input.reruns ?? 24,
    paths: input.paths ?? [],
    workspace: input.workspace ?? 'fresh',
  };
}
