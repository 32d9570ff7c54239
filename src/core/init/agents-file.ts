import { deedFor, withPlainEnds, type Deed, type Standing } from './deed.js';

export const AGENTS_FILE = 'AGENTS.md';
const BEGIN = '<!-- formative: begin. These lines are written by `formative init`, which keeps them up to date. -->';
const END = '<!-- formative: end -->';
/** The words behind `begin` may be another version's. */
const PART = /^<!-- formative: begin\b.*-->[^]*?^<!-- formative: end -->$/m;

interface Told {
  readonly folder: string;
  /** `owner/formative@sha`, where it is known. */
  readonly action?: string;
}

/** Tells agents to run the evals before they push: a part of AGENTS.md between two markers, which alone is ours. */
export function agentsDeed(standing: Standing, told: Told): Deed {
  const part = [BEGIN, snippet(told), END].join('\n');
  if (standing.kind !== 'text') return deedFor({ path: AGENTS_FILE, text: `${part}\n`, earlier: [] }, standing);
  const was = withPlainEnds(standing.text);
  const found = PART.exec(was);
  if (found === null && /<!-- formative: (?:begin|end)\b/.test(was))
    return { kind: 'left', path: AGENTS_FILE, why: HALF };
  const text = found === null ? appended(was, part) : was.replace(PART, () => part);
  return text === was ? { kind: 'same', path: AGENTS_FILE } : { kind: 'update', path: AGENTS_FILE, text, was };
}

const HALF =
  'Only one of the markers `formative: begin` and `formative: end` stands in it: take it out, and run init again.';

function appended(was: string, part: string): string {
  return was.trim() === '' ? `${part}\n` : `${was.trimEnd()}\n\n${part}\n`;
}

function snippet({ folder, action }: Told): string {
  const elsewhere =
    action === undefined ? '' : ` Where it is not installed: \`npx --yes github:${action.replace('@', '#')} run\`.`;
  return `
## Before you push

The evals in \`${folder}/\` say whether a change broke something that worked. Run them on your working tree before every push:

\`\`\`sh
formative run
\`\`\`

Before a commit, \`formative run --quick 30\` runs what matters most as far as 30 seconds go.

It exits with 0 when nothing broke. Else it names what broke, what was expected, and a command that shows it: mend that, and run it again.
\`formative explain CASE\` tells one case in full.${elsewhere} A pull request is judged by the evals of its base: editing an eval or a test
does not make what it broke pass.
`;
}
