import { loadEvals, type Loading } from '../../../src/core/evals/load.js';
import type { EvalBlob } from '../../../src/core/evals/blobs.js';
import type { Case, CommandEval, Eval, SuiteEval } from '../../../src/core/evals/eval.js';
import { describeMistake } from '../../../src/core/errors.js';

/** A blob as git has it, from text or bytes. */
export function blob(path: string, content: string | Uint8Array, mode = '100644'): EvalBlob {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, mode, size: bytes.length, bytes };
}

/** Loads files given as a map from path below `evals/` to text. */
export function load(files: Readonly<Record<string, string>>): Loading {
  return loadEvals(
    Object.entries(files).map(([path, text]) => blob(`evals/${path}`, text)),
    'evals',
  );
}

/** The mistakes as lines; empty when all is well. */
export function mistakesIn(files: Readonly<Record<string, string>>): readonly string[] {
  return linesOf(load(files));
}

export function linesOf(loading: Loading): readonly string[] {
  return loading.kind === 'loaded' ? [] : loading.mistakes.map(describeMistake);
}

/** The one eval of `evals/a.yml`; throws with the mistakes when there are any. */
export function evalOf(text: string, others: Readonly<Record<string, string>> = {}): Eval {
  const loading = load({ ...others, 'a.yml': text });
  if (loading.kind === 'mistakes') throw new Error(linesOf(loading).join('\n'));
  const found = loading.evals.find(({ id }) => id === 'a');
  if (found === undefined) throw new Error('evals/a.yml is not an eval');
  return found;
}

export function commandOf(text: string, others: Readonly<Record<string, string>> = {}): CommandEval {
  const found = evalOf(text, others);
  if (found.kind !== 'command') throw new Error('not a command');
  return found;
}

export function suiteOf(text: string): SuiteEval {
  const found = evalOf(text);
  if (found.kind !== 'suite') throw new Error('not a suite');
  return found;
}

/** The case `one` of a command whose case is written as given, in YAML's flow style. */
export function caseOf(flow: string, others: Readonly<Record<string, string>> = {}): Case {
  const [found] = commandOf(`run: [x]\ncases:\n  one: ${flow}\n`, others).cases;
  if (found === undefined) throw new Error('no case');
  return found;
}
