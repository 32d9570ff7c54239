import { matcherOf } from './matching.js';
import type { Unit } from './unit.js';

/** How near a unit is to a change, nearest first: it names a changed file, is called as one, or is called as the folder of one. */
export type Nearness = 0 | 1 | 2 | 3;

/** Parts of names that are in every repository, and say nothing. */
const COMMON = new Set(['src', 'lib', 'test', 'tests', 'spec', 'index', 'main', 'mod', 'init', 'app', 'pkg']);

/** Tells how near a unit is to the changed paths. */
export function nearnessTo(changed: readonly string[]): (unit: Unit) => Nearness {
  const files = new Set(changed.flatMap((path) => wordsOf(nameOf(path))));
  const folders = new Set(changed.flatMap((path) => path.split('/').slice(0, -1).flatMap(wordsOf)));
  return (unit) => {
    if (isNamed(unit, changed)) return 0;
    const words = [unit.id, unit.eval.area].flatMap(wordsOf);
    if (words.some((word) => files.has(word))) return 1;
    return words.some((word) => folders.has(word)) ? 2 : 3;
  };
}

/** Whether its command, its files or its patterns name a changed file. */
function isNamed(unit: Unit, changed: readonly string[]): boolean {
  const { run, cwd, paths, tests } = unit.eval;
  const written = unit.kind === 'case' ? [...unit.case.args, ...unit.case.files.map(({ path }) => path)] : [];
  const said = [...(run.kind === 'shell' ? [run.script] : run.argv), ...written].join(' ');
  const below = cwd === '' ? [] : [`${cwd}/**`];
  return changed.some(matcherOf([...paths, ...tests, ...below])) || changed.some((path) => said.includes(path));
}

function nameOf(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name.replace(/(?:\.\w+)+$/, '');
}

function wordsOf(text: string): readonly string[] {
  const words = text.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.split(/[^a-z0-9]+/).filter((word) => word.length > 2 && !COMMON.has(word));
}
