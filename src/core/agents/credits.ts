import { mailboxIn } from './identities.js';
import type { RuleBook } from './rule-book.js';

/** The tool that is credited under `TOOL:MODEL` without being one that the rules name. */
export const UNNAMED_TOOL = 'other';

/** What may follow a tool's name when the line does not go on as a person's name would: "Claude Opus 4.6", "Codex (GPT-5)". */
const AFTER_NAME = /^(?:$|[:(/,@]|[\s-]+(?:[(\d]|v\d|(?:code|cli|ai|agent|opus|sonnet|haiku|fable|pro|flash)\b))/i;
const VIA = ' via ';
/** The kernel's form, `AGENT_NAME:MODEL_VERSION`: https://docs.kernel.org/process/coding-assistants.html */
const TOOL_AND_MODEL = /^[A-Za-z][\w.-]{0,40}:[A-Za-z][\w./-]{0,60}\d[\w./-]{0,20}(?: |$)/;

/**
 * The tool that an `Assisted-by` line and its like credit, or undefined for a person: most such lines thank people. An address
 * has to be the tool's own.
 */
export function creditIn(
  book: RuleBook,
  { name, address }: { readonly name: string; readonly address?: string },
): string | undefined {
  if (address !== undefined) {
    const known = mailboxIn(book, address);
    return known?.tiers['co-author'] === 'B' ? known.tool : undefined;
  }
  const lower = name.toLowerCase();
  const via = lower.lastIndexOf(VIA);
  const tool = via === -1 ? lower : lower.slice(via + VIA.length);
  const named = book.names.find((it) => tool.startsWith(it.name) && AFTER_NAME.test(tool.slice(it.name.length)));
  return named?.tool ?? (TOOL_AND_MODEL.test(name) ? UNNAMED_TOOL : undefined);
}
