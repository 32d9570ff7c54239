import type { Mistake } from '../errors.js';
import { childOf } from './child.js';
import type { EvalFile } from './eval-file.js';
import { mistakesOf, type Finding } from './finding.js';
import { circles } from './circles.js';

/**
 * What eval files say to each other: needs and ids.
 *
 * @param known ids of all eval files, also of those that could not be read
 */
export function mistakesBetween(files: readonly EvalFile[], known: ReadonlySet<string>): readonly Mistake[] {
  return [
    ...files.flatMap((file) => mistakesOf(file.document, [...unknownNeeds(file, known), ...collisions(file, known)])),
    ...circularNeeds(files),
  ];
}

function unknownNeeds({ document }: EvalFile, known: ReadonlySet<string>): readonly Finding[] {
  return needsOf(document.value).flatMap((name, index): readonly Finding[] => {
    if (typeof name !== 'string' || known.has(name)) return [];
    const otherwise = ', expected the id of an eval: its path below the folder, without ending';
    const message = `\`needs\` names \`${name.slice(0, 100)}\`, which is not an eval`;
    return [
      { path: ['needs', index], target: 'value', message, near: { name, candidates: () => [...known], otherwise } },
    ];
  });
}

function collisions({ id, cases }: EvalFile, known: ReadonlySet<string>): readonly Finding[] {
  return cases
    .map(([name]) => name)
    .filter((name) => known.has(`${id}/${name}`))
    .map((name) => ({
      path: ['cases', name],
      target: 'key',
      message: `the case \`${id}/${name}\` has the id of another eval file, expected a different name`,
    }));
}

function circularNeeds(files: readonly EvalFile[]): readonly Mistake[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const needs = new Map(
    files.map((file) => [file.id, needsOf(file.document.value).filter((need) => typeof need === 'string')]),
  );
  return circles(needs).flatMap((circle) => {
    const [first = '', second = first] = circle;
    const file = byId.get(first);
    if (file === undefined) return [];
    const index = needsOf(file.document.value).indexOf(second);
    const message = `\`needs\` goes in a circle: ${[...circle, first].join(' → ')}`;
    return mistakesOf(file.document, [{ path: ['needs', index], target: 'value', message }]);
  });
}

/** As written: not yet checked. */
function needsOf(value: unknown): readonly unknown[] {
  const needs = childOf(value, 'needs');
  return Array.isArray(needs) ? needs : [];
}
