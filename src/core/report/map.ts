import type { Eval } from '../evals/eval.js';

/** Characters that mean themselves in a label of Mermaid's, whatever stands around them. */
const PLAIN = /[^A-Za-z0-9 .,:()/_-]/gu;
/** Characters of a title that are drawn. */
const LONGEST = 60;

/** What builds on what, as a flowchart of Mermaid's, which GitHub draws: an arrow leads from a foundation to what needs it. */
export function mapOf(evals: readonly Eval[]): string {
  const node = new Map(evals.map(({ id }, at) => [id, `e${at}`]));
  const boxes = evals.map((one) => `  ${node.get(one.id) ?? ''}["${labelOf(one)}"]`);
  const arrows = evals.flatMap((one) =>
    one.needs.map((needed) => `  ${node.get(needed) ?? ''} --> ${node.get(one.id) ?? ''}`),
  );
  return `${['flowchart BT', ...boxes, ...arrows].join('\n')}\n`;
}

function labelOf(one: Eval): string {
  const parts = [one.id, ...(one.title === undefined ? [] : [one.title]), sizeOf(one)];
  return parts.map(escaped).join('<br/>');
}

function sizeOf(one: Eval): string {
  if (one.kind === 'suite') return 'a suite';
  const cases = one.cases.length + (one.generate?.count ?? 0);
  return cases === 1 ? '1 case' : `${cases} cases`;
}

/** By its number, as Mermaid writes what would be markup. */
function escaped(text: string): string {
  const shown = Array.from(text).slice(0, LONGEST).join('');
  return shown.replaceAll(PLAIN, (character) => `#${character.codePointAt(0) ?? 0};`);
}
