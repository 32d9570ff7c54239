import type { Case, Eval, Gate, When } from '../evals/eval.js';
import type { Policy } from '../evals/policy.js';
import { weakerGraders, type Loosened } from './weaker-grader.js';
import { weakerMetrics } from './weaker-metrics.js';
import { weakerTeeth } from './weaker-teeth.js';
import type { Strength, Weakening } from './weakening.js';

interface Exam {
  readonly evals: readonly Eval[];
  readonly policy: Policy;
}

/** Something in an eval that asks less; `at` is where its file says so. */
export interface WeakerEval extends Omit<Weakening, 'line'> {
  readonly at: readonly string[];
}

/** What head's evals and policy would ask less than base's. Base's are what judges, so this is for whoever merges. */
export function weakerEvals(base: Exam, head: Exam, policyPath: string): readonly WeakerEval[] {
  const after = new Map(head.evals.map((one) => [one.id, one]));
  return [
    ...base.evals.flatMap((was) => {
      const is = after.get(was.id);
      return is === undefined ? [deletedEval(was)] : weakerEval(was, is);
    }),
    ...weakerPolicy(base.policy, head.policy).map((one) => ({
      ...told(policyPath, one),
      what: 'policy-weakened' as const,
    })),
  ];
}

function deletedEval({ id, path }: Eval): WeakerEval {
  return { path, at: [], what: 'eval-deleted', strength: 'sure', of: id, was: 'an eval', is: 'gone' };
}

interface Found extends Loosened {
  readonly at: readonly string[];
  readonly strength?: Strength;
}

function told(path: string, { of, was, is, at, strength = 'sure' }: Found): Omit<WeakerEval, 'what'> {
  return { path, at, strength, of, was, is };
}

function weakerEval(was: Eval, is: Eval): readonly WeakerEval[] {
  const found = [
    ...weakerWhen(was.when, is.when),
    ...weakerFields(was, is),
    ...weakerTeeth(was, is),
    ...weakerWhat(was, is),
  ];
  return found.map((one) => ({ ...told(is.path, { ...one, of: `${was.id}: ${one.of}` }), what: 'eval-weakened' }));
}

/** From the weakest to the strictest. */
const GATES: readonly Gate[] = ['warn', 'ask', 'block'];

function weakerWhen(was: When, is: When): readonly Found[] {
  return (['broke', 'changed', 'rewritten', 'unclear'] as const)
    .filter((kind) => GATES.indexOf(is[kind]) < GATES.indexOf(was[kind]))
    .map((kind) => ({ of: `when ${kind}`, was: was[kind], is: is[kind], at: ['when', kind] }));
}

function weakerFields(was: Eval, is: Eval): readonly Found[] {
  const { timeout, trials } = is;
  return [
    ...(timeout > was.timeout ? [number('timeout', was.timeout, timeout)] : []),
    ...(trials < was.trials ? [number('trials', was.trials, trials)] : []),
    ...(is.network && !was.network
      ? [{ of: 'network', was: 'false', is: 'true', at: ['network'], strength: 'possible' as const }]
      : []),
    ...lost('tests', was.tests, is.tests),
    ...lost('protect', was.protect, is.protect),
    ...narrowed(was.paths, is.paths),
    ...rerouted(was, is),
  ];
}

function number(of: string, was: number, is: number): Found {
  return { of, was: `${was}`, is: `${is}`, at: [of], strength: 'likely' };
}

function lost(of: 'tests' | 'protect', was: readonly string[], is: readonly string[]): readonly Found[] {
  const gone = was.filter((pattern) => !is.includes(pattern));
  return gone.length === 0 ? [] : [{ of, was: gone.join(', '), is: is.join(', ') || 'none', at: [of] }];
}

/** An eval without `paths` always matters. */
function narrowed(was: readonly string[], is: readonly string[]): readonly Found[] {
  const gone = was.length === 0 ? is.length > 0 : is.length > 0 && was.some((path) => !is.includes(path));
  const words = (paths: readonly string[]): string => paths.join(', ') || 'always runs';
  return gone ? [{ of: 'paths', was: words(was), is: words(is), at: ['paths'] }] : [];
}

/** Another command may check other things, or nothing. */
function rerouted(was: Eval, is: Eval): readonly Found[] {
  const words = ({ run }: Eval): string => (run.kind === 'list' ? run.argv.join(' ') : run.script);
  if (words(was) === words(is)) return [];
  return [{ of: 'run', was: words(was), is: words(is), at: ['run'], strength: 'possible' }];
}

function weakerWhat(was: Eval, is: Eval): readonly Found[] {
  if (was.kind === 'command' && is.kind === 'command') return weakerCases(was.cases, is.cases);
  return was.kind === is.kind ? [] : [{ of: 'kind', was: was.kind, is: is.kind, at: [], strength: 'likely' }];
}

function weakerCases(base: readonly Case[], head: readonly Case[]): readonly Found[] {
  const after = new Map(head.map((one) => [one.name, one]));
  return base.flatMap((was): readonly Found[] => {
    const is = after.get(was.name);
    if (is === undefined) return [{ of: `case ${was.name}`, was: 'a case', is: 'gone', at: ['cases'] }];
    const at = ['cases', was.name];
    const looser = [...weakerGraders(was.graders, is.graders), ...weakerMetrics(was.metrics, is.metrics)].map(
      (one) => ({ ...one, of: `${was.name} ${one.of}`, at }),
    );
    const slower = is.timeout > was.timeout && is.timeout !== was.timeout;
    return slower
      ? [...looser, { ...number(`timeout`, was.timeout, is.timeout), of: `${was.name} timeout`, at }]
      : looser;
  });
}

const SANDBOXES: readonly Policy['sandbox'][] = ['off', 'preferred', 'required'];

function weakerPolicy(was: Policy, is: Policy): readonly Found[] {
  return [
    ...weakerWhen(was.when, is.when),
    ...lost('protect', was.protect, is.protect),
    ...(was.for === 'everyone' && is.for === 'agents' ? [{ of: 'for', was: was.for, is: is.for, at: ['for'] }] : []),
    ...(SANDBOXES.indexOf(is.sandbox) < SANDBOXES.indexOf(was.sandbox)
      ? [{ of: 'sandbox', was: was.sandbox, is: is.sandbox, at: ['sandbox'] }]
      : []),
    ...(was.accept !== is.accept && is.accept === 'write'
      ? [{ of: 'accept', was: was.accept, is: is.accept, at: ['accept'] }]
      : []),
  ];
}
