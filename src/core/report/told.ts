import { behaviour } from './answer.js';
import { differenceOf } from './difference.js';
import { code, counted, own, say, type Block, type Fact, type Sentence } from './document.js';
import { inputWords } from './input.js';
import type { Limits } from './limits.js';
import type { CaseResult } from './result.js';
import { leadOf, baseNumber, headNumber, meaningOf } from './metric.js';
import { DATA_LABEL } from './words.js';

type Tally = CaseResult['trials']['base'];

/** Longest title or id that a heading shows whole. */
const HEADING = 100;

/** A case whose difference matters, in full: what went in, what base did, what head does, how often, and the difference. */
export function toldCase(one: CaseResult, limits: Limits): readonly Block[] {
  return [
    { kind: 'facts', facts: factsOf(one) },
    ...(one.change === 'broke' ? [] : [{ kind: 'paragraph', words: [meaningOf(one)] } as const]),
    ...differenceBlocks(one, limits),
    ...(limits.streams ? streamBlocks(one, limits) : []),
  ];
}

/** The same under a heading of its own, for one of many. */
export function headedCase(one: CaseResult, limits: Limits): readonly Block[] {
  return [{ kind: 'heading', words: say`${leadOf(one)}${behaviour(one)}` }, ...toldCase(one, limits)];
}

/** Whether there is more to tell of a case than a row of a table holds. */
export function hasStory({ because, input, base, head }: CaseResult): boolean {
  return because.length > 0 || input !== undefined || base !== undefined || head !== undefined;
}

/** How often it worked on base, "passed 2 of 2", or its number there. */
export function baseWords({ change, metric, trials: { base } }: CaseResult): Sentence {
  if (metric !== undefined) return baseNumber(metric, base.passed);
  return change === 'changed' ? [counted(base.passed + base.failed, 'run')] : tallyWords(base);
}

/** What main's earlier runs came to: " (main: 100 of 100)". */
function recordWords({ trials: { record } }: CaseResult): Sentence {
  if (record === undefined) return [];
  return say` (${code(record.branch, 60)}: ${record.passed} of ${record.passed + record.failed})`;
}

/** How often it worked on head; a test that is gone has no tally. */
export function headWords({ change, metric, trials: { head } }: CaseResult): Sentence {
  if (metric !== undefined) return headNumber(metric, head.passed);
  if (change === 'removed') return say`not in its run`;
  return change === 'changed' ? say`differs in ${head.failed} of ${head.passed + head.failed}` : tallyWords(head);
}

function tallyWords({ passed, failed }: Tally): Sentence {
  const all = passed + failed;
  if (all === 0) return say`not run`;
  return failed === 0 ? say`passed ${passed} of ${all}` : say`failed ${failed} of ${all}`;
}

function factsOf(one: CaseResult): readonly Fact[] {
  const inHeading = one.title === undefined && one.id.length <= HEADING;
  const untold = one.because.length === 0 && (one.change === 'broke' || one.change === 'unmeasured');
  return [
    ...(inHeading ? [] : [{ label: say`Case`, words: say`${code(one.id, 200)}` }]),
    ...(one.input === undefined ? [] : [{ label: say`Input`, words: inputWords(one.input) }]),
    ...hiddenFacts(one),
    { label: say`Base`, words: say`${baseWords(one)}${recordWords(one)}${endingWords(one.base)}` },
    { label: say`Head`, words: say`${headWords(one)}${endingWords(one.head)}` },
    ...(one.metric === undefined ? [] : [{ label: say`Allowed`, words: say`${code(one.metric.allowed, 60)}` }]),
    ...(untold ? [{ label: say`Why`, words: say`${code(one.why, 400)}` }] : []),
  ];
}

/** Of a hidden case only where it belongs is told. */
function hiddenFacts({ hidden, eval: id, area, property }: CaseResult): readonly Fact[] {
  if (hidden !== true) return [];
  const belongs = area === '' || area === id ? say`${code(id)}` : say`${code(id)} in ${code(area)}`;
  return [
    { label: say`Eval`, words: belongs },
    ...(property === undefined ? [] : [{ label: say`Property`, words: say`${code(property, 200)}` }]),
    { label: say`Input`, words: say`hidden: drawn for this run alone` },
  ];
}

function endingWords(shown: CaseResult['head']): Sentence {
  return shown === undefined ? [] : say`, ${code(shown.ending)}`;
}

function differenceBlocks(
  { because, change, hidden, metric }: CaseResult,
  { lines, columns }: Limits,
): readonly Block[] {
  if (because.length === 0 || hidden === true || metric !== undefined) return [];
  const sides = because.some(({ expected, got }) => expected !== undefined || got !== undefined);
  const legend = change === 'changed' ? own('Base (-) against head (+). ') : own('Expected (-) against got (+). ');
  return [
    { kind: 'paragraph', words: say`${sides ? legend : own('')}${own(DATA_LABEL)}` },
    { kind: 'code', language: 'diff', text: differenceOf(because, lines), caps: { lines: lines * 2, columns } },
  ];
}

/** What both sides printed, where the difference does not show it already. */
function streamBlocks(one: CaseResult, { lines, columns }: Limits): readonly Block[] {
  const seen = one.because.flatMap(({ expected, got }) => [expected, got]);
  const blocks = (['base', 'head'] as const).flatMap((side) =>
    (['stdout', 'stderr'] as const).flatMap((stream): readonly Block[] => {
      const text = one[side]?.[stream] ?? '';
      if (text === '' || seen.includes(text)) return [];
      const words = say`${side === 'base' ? own('Base') : own('Head')}, ${stream === 'stdout' ? own('stdout') : own('stderr')}:`;
      return [
        { kind: 'paragraph', words },
        { kind: 'code', language: 'text', text, caps: { lines, columns } },
      ];
    }),
  );
  if (blocks.length === 0) return [];
  const label: Block = { kind: 'paragraph', words: say`${own(DATA_LABEL)}` };
  return [{ kind: 'fold', title: say`What both sides printed`, blocks: [label, ...blocks] }];
}
