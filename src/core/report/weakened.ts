import { code, own, say, type Block, type Inline, type Sentence } from './document.js';
import type { Limits } from './limits.js';
import type { Result, Weakened } from './result.js';

/** What the change asks less of the code than base, place by place. Shown, never a reason of the verdict. */
export function weakenedTable({ integrity }: Result, { rows }: Limits): readonly Block[] {
  const { weakened, notLookedAt } = integrity;
  const shown = weakened.slice(0, rows);
  const rest = weakened.length - shown.length;
  const table: Block = {
    kind: 'table',
    head: [say`Asks less`, say`Where`, say`How`],
    rows: shown.map((one) => [
      WORDS[one.what].concat(DOUBT[one.strength]),
      placeOf(one),
      say`was ${shortly(one.was)}, is ${shortly(one.is)}`,
    ]),
  };
  return [
    ...(shown.length === 0
      ? []
      : [{ kind: 'paragraph', words: say`What this change asks less than base:` } as const, table]),
    ...(rest > 0 ? [{ kind: 'paragraph', words: say`And ${rest} more.` } as const] : []),
    ...notLookedAtBlocks(notLookedAt, rows),
  ];
}

function notLookedAtBlocks(all: readonly string[], rows: number): readonly Block[] {
  if (all.length === 0) return [];
  const text = all.slice(0, Math.max(rows, 1)).join('\n');
  return [
    { kind: 'paragraph', words: say`Not looked at for weaker tests:` },
    { kind: 'code', language: 'text', text, caps: { lines: 20, columns: 200 } },
  ];
}

const WORDS = {
  'test-deleted': say`Test deleted`,
  'test-skipped': say`Test skipped`,
  'test-focused': say`Only some tests run`,
  'fewer-assertions': say`Fewer assertions`,
  'looser-assertion': say`Looser assertion`,
  'looser-limit': say`Looser limit`,
  'snapshot-updated': say`Snapshot updated`,
  'test-setup-changed': say`How tests run`,
  'lint-loosened': say`Rule loosened`,
  'check-suppressed': say`Check suppressed`,
  'ci-changed': say`Workflow changed`,
  'eval-deleted': say`Eval deleted`,
  'eval-weakened': say`Eval weakened`,
  'policy-weakened': say`Policy weakened`,
} as const satisfies Record<Weakened['what'], Sentence>;

const DOUBT = {
  sure: [],
  likely: [],
  possible: [own(', perhaps')],
} as const satisfies Record<Weakened['strength'], readonly Inline[]>;

function placeOf({ path, line, of }: Weakened): Sentence {
  const place = code(line === undefined ? path : `${path}:${line}`);
  return of === '' ? [place] : say`${place} ${code(of, 80)}`;
}

function shortly(text: string): Sentence {
  return [code(text.replace(/\s+/g, ' '), 100)];
}
