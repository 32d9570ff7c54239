import { isAgent, isFlagged, names, type Judged } from './examples.js';
import { NAIVE, type NaiveRule } from './naive.js';

/** The tables of docs/agents.md. */
export function tablesOf(rows: readonly Judged[]): string {
  const agents = rows.filter(isAgent);
  const others = rows.filter((row) => !isAgent(row));
  return [
    `${rows.length} examples: ${agents.length} made by an agent, ${others.length} not. A range is Wilson's 95 % interval.`,
    '**Found and named**, by how well a label stands without the fields that are read:',
    found(agents),
    '**False alarms** on what no agent made, beside rules that first come to mind:',
    alarms(agents, others),
    '**By the strongest mark**:',
    byTier(rows),
    '**By agent**:',
    byAgent(rows),
    '**Confusion**: every example whose first agent is not its label.',
    confusion(rows),
  ].join('\n\n');
}

function found(agents: readonly Judged[]): string {
  const lines = [...new Set(agents.map(({ support }) => support))].sort().map((support) => {
    const own = agents.filter((row) => row.support === support);
    return [support, own.length, share(own, isFlagged), share(own, names), share(own, isFirst)];
  });
  const all = [['all', agents.length, share(agents, isFlagged), share(agents, names), share(agents, isFirst)]];
  return table(
    ['Label', 'Examples', 'An agent found', 'The right one among them', 'The right one first'],
    [...lines, ...all],
  );
}

function alarms(agents: readonly Judged[], others: readonly Judged[]): string {
  const strong = others.filter(({ support }) => support === 'strong');
  const line = (name: string, test: (row: Judged) => boolean) => {
    const right = agents.filter(test).length;
    const wrong = others.filter(test).length;
    return [name, share(strong, test), share(others, test), share(agents, test), rate(right, right + wrong)];
  };
  return table(
    ['Rule', 'False alarms, label independent', 'False alarms, all', 'Recall', 'Precision'],
    [
      line('**these rules**', isFlagged),
      ...(Object.keys(NAIVE) as NaiveRule[]).map((name) => line(name, ({ naive }) => naive.includes(name))),
    ],
  );
}

function byTier(rows: readonly Judged[]): string {
  const agents = rows.filter(isAgent);
  const tierOf = ({ recognition }: Judged) => recognition.agents[0]?.evidence[0]?.tier;
  const lines = (['A', 'B'] as const).map((tier) => {
    const own = rows.filter((row) => tierOf(row) === tier);
    return [tier, own.length, share(own, isAgent), share(own, names), rate(own.filter(isAgent).length, agents.length)];
  });
  const weak = rows.filter((row) => !isFlagged(row) && row.recognition.assisted.length > 0);
  return table(
    ['Strongest mark', 'Examples', 'Made by an agent', 'The right one among them', 'Part of all made by agents'],
    [...lines, ['C alone: no agent', weak.length, share(weak, isAgent), '', '']],
  );
}

function byAgent(rows: readonly Judged[]): string {
  const lines = [...new Set(rows.filter(isAgent).map(({ label }) => label))].sort().map((label) => {
    const own = rows.filter((row) => row.label === label);
    const first = rows.filter(({ recognition }) => recognition.primary === label);
    const strong = own.filter(({ support }) => support === 'strong');
    return [
      label,
      own.length,
      share(own, names),
      share(strong, names),
      share(own, isFirst),
      share(first, (row) => row.label === label),
    ];
  });
  return table(
    ['Agent', 'Examples', 'Recall', 'Recall, label independent', 'Named first', 'Precision of the first'],
    lines,
  );
}

function confusion(rows: readonly Judged[]): string {
  const wrong = rows.filter((row) => (isAgent(row) ? !isFirst(row) : isFlagged(row)));
  return table(
    ['Label', 'First', 'All found', 'Label rests on', 'Example'],
    wrong.map(({ label, recognition, support, source }) => [
      label,
      recognition.primary ?? 'none',
      recognition.agents.map(({ id, strength }) => `${id} (${strength})`).join(', '),
      support,
      `\`${source}\``,
    ]),
  );
}

function isFirst({ label, recognition }: Judged): boolean {
  return recognition.primary === label;
}

function share(rows: readonly Judged[], test: (row: Judged) => boolean): string {
  return rate(rows.filter(test).length, rows.length);
}

/** "12 of 15 (54.8–93.0 %)". */
function rate(count: number, all: number): string {
  if (all === 0) return '';
  const z = 1.96;
  const p = count / all;
  const middle = p + z ** 2 / (2 * all);
  const width = z * Math.sqrt((p * (1 - p)) / all + z ** 2 / (4 * all ** 2));
  const [low, high] = [middle - width, middle + width].map((it) =>
    (100 * Math.min(1, Math.max(0, it / (1 + z ** 2 / all)))).toFixed(1),
  );
  return `${count} of ${all} (${low}–${high} %)`;
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
