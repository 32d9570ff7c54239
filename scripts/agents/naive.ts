import type { DescribedChange } from '../../src/core/agents/described-change.js';

/** Rules that first come to mind, to compare with. They see the same fields. */
export const NAIVE = {
  'a tool’s name anywhere': (change) => TOOL.test(everything(change)),
  'any `[bot]` as author': ({ opener, commits }) =>
    [
      opener?.login ?? '',
      ...commits.map(({ author }) => `${author.name} ${author.address} ${author.login ?? ''}`),
    ].some((text) => text.includes('[bot]')),
  'any bot or AI co-author line': (change) =>
    everything(change)
      .split('\n')
      .some((line) => /^co-authored-by:/i.test(line) && (TOOL.test(line) || line.includes('[bot]'))),
  'a tool’s name in the branch': ({ branch = '' }) => TOOL.test(branch),
} as const satisfies Record<string, (change: DescribedChange) => boolean>;

export type NaiveRule = keyof typeof NAIVE;

const TOOL =
  /claude|anthropic|copilot|codex|openai|gpt|cursor|devin|jules|gemini|aider|amp\b|sweep|junie|openhands|opencode|codegen|kiro|\bai\b|agent|cody|cline|tembo|replit|lovable|crush|charlie|blitzy/i;

function everything({ opener, branch, body, labels, commits }: DescribedChange): string {
  const people = commits.flatMap(({ author, committer, message }) => [
    `${author.name} <${author.address}> ${author.login ?? ''}`,
    `${committer.name} <${committer.address}>`,
    message,
  ]);
  return [opener?.login, branch, body, ...labels, ...people].filter(Boolean).join('\n');
}
