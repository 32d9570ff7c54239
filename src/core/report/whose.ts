import type { FoundAgent } from '../agents/found-agents.js';
import type { Recognition } from '../agents/recognise.js';
import { FIELD_WORDS, STRENGTH_WORDS } from './agent.js';
import { code, counted, listed, own, say, type Block, type Sentence } from './document.js';
import { terminalOf } from './terminal-blocks.js';

const MOST_MARKS = 10;
const VALUE = 100;

/** `formative whose` for a terminal: who, how sure, and by which marks. */
export function whoseFor(
  recognition: Recognition,
  terminal: { readonly color: boolean; readonly width: number },
): string {
  return `${terminalOf(whoseBlocks(recognition), terminal).join('\n')}\n`;
}

function whoseBlocks({ agents, assisted, automation, share }: Recognition): readonly Block[] {
  const weak = [...new Set(assisted.map(({ tool }) => tool))];
  return [
    ...(agents.length === 0 ? nobody(automation) : agents.flatMap(agentBlocks)),
    ...(weak.length === 0 ? [] : [paragraph(say`Too weak to decide: marks of ${listed(weak, MOST_MARKS)}.`)]),
    ...(share.all === 0
      ? [paragraph(say`Head has no commits of its own to look at.`)]
      : [paragraph(say`Commits with marks: ${share.marked} of ${share.all}.`)]),
  ];
}

function agentBlocks({ name, strength, evidence }: FoundAgent): readonly Block[] {
  const rows = evidence
    .slice(0, MOST_MARKS)
    .map(({ field, value, tier, rule }) => [
      [own(FIELD_WORDS[field])],
      [code(value, VALUE)],
      [code(`${rule} (${tier})`)],
    ]);
  const rest = evidence.length - rows.length;
  return [
    { kind: 'heading', words: say`${code(name)}: ${STRENGTH_WORDS[strength]}` },
    { kind: 'table', head: [say`Where`, say`What`, say`Rule (tier)`], rows },
    ...(rest > 0 ? [paragraph(say`And ${counted(rest, 'more mark')}.`)] : []),
  ];
}

/** Nothing found is never said as "a person wrote this". */
function nobody(automation: string | undefined): readonly Block[] {
  const machine =
    automation === undefined ? [] : [paragraph(say`It was made by ${code(automation)}: automation, not an agent.`)];
  return [
    { kind: 'heading', words: say`No agent is known to have made this change` },
    ...machine,
    paragraph(say`That is no proof of a person's work: many tools leave no trace.`),
  ];
}

function paragraph(words: Sentence): Block {
  return { kind: 'paragraph', words };
}
