import type { Audit, MutantResult } from '../audit/audit.js';
import { code, counted, listed, own, say, type Block, type Sentence } from './document.js';
import { seenJson } from './unseen.js';
import { terminalOf } from './terminal-blocks.js';

/** Mistakes that nobody noticed, told one by one. */
const MOST_TOLD = 20;
const ROWS = 30;
const NAMES = 5;
const WHY = 300;
/** Looks from which on an eval that noticed nothing says something of the eval. */
const ENOUGH = 20;

/** `formative audit` for a terminal: the answer first, then what went unnoticed, and which evals noticed nothing. */
export function auditFor(audit: Audit, terminal: { readonly color: boolean; readonly width: number }): string {
  return `${terminalOf(auditBlocks(audit), terminal).join('\n')}\n`;
}

/** `formative.audit/1`. */
export function auditJson(audit: Audit): string {
  return `${seenJson(JSON.stringify(audit, undefined, 2))}\n`;
}

function auditBlocks(audit: Audit): readonly Block[] {
  return [
    answerOf(audit),
    ...unnoticed(audit),
    ...fileTable(audit),
    ...evalTable(audit),
    ...silentEvals(audit),
    ...besides(audit),
    footerOf(audit),
  ];
}

function answerOf({ share, possible }: Audit): Block {
  if (possible === 0) return { kind: 'answer', mark: 'unclear', words: say`No file has room for a mistake` };
  if (share === undefined) return { kind: 'answer', mark: 'unclear', words: say`No mistake came to an answer` };
  const { noticed, of, low, high } = share;
  const range = say`: between ${percent(low)} and ${percent(high)} % of all that there is room for`;
  const words = say`The evals noticed ${noticed} of ${counted(of, 'mistake')}${of === possible ? own(', all that there is room for') : range}`;
  return { kind: 'answer', mark: noticed === of ? 'good' : 'bad', words };
}

function percent(share: number): number {
  return Math.round(100 * share);
}

const WHAT = {
  'statement-deleted': own('a statement is gone'),
  'line-deleted': own('a line is gone'),
  'comparison-flipped': own('a comparison is flipped'),
  'condition-negated': own('a condition is negated'),
  'and-or-swapped': own('"and" and "or" are swapped'),
  'constant-changed': own('a constant is another'),
  'nothing-returned': own('nothing is returned'),
} as const;

function unnoticed({ mutants }: Audit): readonly Block[] {
  const found = mutants.filter(({ fate }) => fate === 'not-noticed');
  if (found.length === 0) return [];
  const rest = found.length - MOST_TOLD;
  return [
    { kind: 'paragraph', words: say`No eval notices:` },
    ...[...found].sort(byPlace).slice(0, MOST_TOLD).flatMap(toldMutant),
    ...(rest > 0 ? [{ kind: 'paragraph', words: say`And ${rest} more: see ${code('--json')}.` } as const] : []),
  ];
}

function byPlace(one: MutantResult, other: MutantResult): number {
  return one.path === other.path ? one.line - other.line : one.path < other.path ? -1 : 1;
}

function toldMutant({ path, line, was, is, what, shows = [] }: MutantResult): readonly Block[] {
  const shown: Sentence = shows.length === 0 ? [] : say`, though the output of ${listed(shows, NAMES)} is another`;
  const diff = [...was.split('\n').map((text) => `- ${text}`), ...is.split('\n').map((text) => `+ ${text}`)];
  return [
    { kind: 'heading', words: say`${code(`${path}:${line}`)} ${WHAT[what]}${shown}` },
    { kind: 'code', language: 'diff', text: diff.join('\n'), caps: { lines: 12, columns: 160 } },
  ];
}

function fileTable({ byFile }: Audit): readonly Block[] {
  if (byFile.length < 2) return [];
  const worst = [...byFile].sort((one, other) => other.of - other.noticed - (one.of - one.noticed));
  const rows = worst.slice(0, ROWS).map(({ path, noticed, of }) => [say`${code(path)}`, say`${noticed} of ${of}`]);
  const rest = byFile.length - rows.length;
  return [
    { kind: 'table', head: [say`File`, say`Noticed`], rows },
    ...(rest > 0 ? [{ kind: 'paragraph', words: say`And ${counted(rest, 'more file')}.` } as const] : []),
  ];
}

function evalTable({ evals }: Audit): readonly Block[] {
  if (evals.length === 0) return [];
  const rows = evals
    .slice(0, ROWS)
    .map(({ id, cases, noticed, looked }) => [say`${code(id)}`, say`${cases}`, say`${noticed} of ${looked}`]);
  return [{ kind: 'table', head: [say`Eval`, say`Cases that can notice`, say`Noticed, of those it was run on`], rows }];
}

/** The quickest run first: what the others never came to says nothing of them. */
function silentEvals({ evals, mutants, possible }: Audit): readonly Block[] {
  const silent = evals.filter(({ cases, noticed }) => cases > 0 && noticed === 0);
  const isKnown = ({ looked }: Audit['evals'][number]): boolean => looked >= ENOUGH || mutants.length === possible;
  const known = silent.filter(isKnown).map(({ id }) => id);
  const unknown = silent.filter((one) => !isKnown(one)).map(({ id }) => id);
  return [
    ...(known.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            words: say`Never noticed anything that no quicker eval did: ${listed(known, NAMES)}. What would make them fail?`,
          } as const,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            words: say`Noticed nothing yet, in fewer than ${ENOUGH} looks: ${listed(unknown, NAMES)}. A longer audit tells more: ${code('--most')}, ${code('--seconds')}.`,
          } as const,
        ]),
  ];
}

function besides({ mutants, cannotNotice, notices }: Audit): readonly Block[] {
  const of = (fate: MutantResult['fate']): readonly MutantResult[] => mutants.filter((one) => one.fate === fate);
  const facts = [
    ...cannotNotice
      .slice(0, ROWS)
      .map(({ id, why }) => ({ label: say`Cannot notice`, words: say`${code(id)}: ${code(why, WHY)}` })),
    ...(of('not-built').length === 0
      ? []
      : [
          {
            label: say`Not counted`,
            words: say`${counted(of('not-built').length, 'mistake')} with which a setup fails: evals never came to it`,
          },
        ]),
    ...of('unclear')
      .slice(0, NAMES)
      .map(({ path, line, why = '' }) => ({
        label: say`Not counted`,
        words: say`${code(`${path}:${line}`)}: ${code(why, WHY)}`,
      })),
    ...notices.map((text) => ({ label: say`Notice`, words: [code(text, WHY)] })),
  ];
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

function footerOf({ mutants, possible, files, seed, sandbox, timing, head }: Audit): Block {
  const tried = say`${mutants.length} of ${possible} possible mistakes in ${counted(files, 'file')}, tried in ${Math.round(timing.seconds)} s`;
  return {
    kind: 'footer',
    words: say`${tried}, sandbox ${code(sandbox)}, on ${code(head.label)}. ${code(`--seed ${seed}`)} makes the same ones.`,
  };
}
