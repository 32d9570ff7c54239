import { readDrawn, type Drawing } from '../core/evals/drawn-cases.js';
import type { CommandEval, Eval, Generate } from '../core/evals/eval.js';
import { textOf } from '../core/run/content.js';
import { describeEnding, type Attempt } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { runScript } from './run-script.js';

/** Mistakes that are told; a generator makes the same one on every line. */
const MOST_TOLD = 3;
/** Characters that are told of what a generator wrote before it failed. */
const TAIL = 400;

export interface Drawn {
  readonly evals: readonly Eval[];
  /** Why the cases of an eval could not be drawn, by its id. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Draws the generated cases of the evals that are `wanted`, before anything is planned. */
export async function drawCases(
  bench: Bench,
  evals: readonly Eval[],
  { seed, wanted }: { readonly seed: string; readonly wanted: (one: Eval) => boolean },
): Promise<Drawn> {
  const ids = new Set(evals.map(({ id }) => id));
  const failed = new Map<string, string>();
  const drawOne = async (one: Eval): Promise<Eval> => {
    if (one.kind === 'suite' || one.generate === undefined || !wanted(one)) return one;
    const drawing = await draw(bench, { one, generate: one.generate, isEval: (id) => ids.has(id) }, seed);
    if (drawing.kind === 'drawn') return { ...one, cases: [...one.cases, ...drawing.cases] };
    failed.set(one.id, whyNot(one.generate, drawing.mistakes));
    return one;
  };
  return { evals: await Promise.all(evals.map(drawOne)), failed };
}

interface Wanted {
  readonly one: CommandEval;
  readonly generate: Generate;
  readonly isEval: (id: string) => boolean;
}

async function draw(bench: Bench, about: Wanted, seed: string): Promise<Drawing> {
  const { run: argv, hidden } = about.generate;
  const attempt = await bench.pool(() => runScript(bench, { argv, stdin: '', env: { FORMATIVE_SEED: seed } }));
  const { ending, stdout } = attempt;
  if (ending.kind !== 'exited' || ending.code !== 0) {
    return { kind: 'wrong', mistakes: [`it ${describeEnding(ending)}${hidden ? '' : saidBy(attempt)}`] };
  }
  if (!stdout.complete || stdout.encoding !== 'utf8')
    return { kind: 'wrong', mistakes: ['its output is too long, or not UTF-8 text'] };
  return readDrawn(textOf(stdout), about);
}

function saidBy({ stderr, stdout }: Attempt): string {
  const said = textOf(stderr).trim() || textOf(stdout).trim();
  return said === '' ? '' : `: ${said.slice(-TAIL)}`;
}

/** What is wrong with a line may quote it: of hidden cases only the line is told. */
function whyNot({ run, hidden }: Generate, mistakes: readonly string[]): string {
  const name = run.find((arg) => arg.includes('/')) ?? run[0];
  const told = hidden
    ? mistakes.map((mistake) => mistake.replace(/^(line \d+): .*$/s, '$1 is no good case'))
    : mistakes;
  const more = told.length > MOST_TOLD ? `; and ${told.length - MOST_TOLD} more` : '';
  return `the generator ${name} gave no cases to use: ${told.slice(0, MOST_TOLD).join('; ')}${more}`;
}
