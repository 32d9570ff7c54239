import { ruleBookWith } from '../core/agents/rule-book.js';
import { deniesCommands, isMachine, type Asker, type CommandDenial } from '../core/commands/standing.js';
import { readMarker } from '../core/report/marker.js';
import type { CommandDesk } from './command-desk.js';

/** What became of a wish that a check is made again, for the job's log. */
export type AskedAgain =
  { readonly kind: 'started'; readonly run: number } | { readonly kind: 'not-started'; readonly why: string };

type Desk = Pick<CommandDesk, 'pull' | 'permissionOf' | 'report' | 'runOf' | 'rerun'>;

/** Somebody asks on a check of ours, and not in a comment, for its commit to be judged again: the same people may, and no other commit. */
export async function askAgain(desk: Desk, { headSha, asker }: { headSha: string; asker: Asker }): Promise<AskedAgain> {
  const denial = await denied(desk, asker);
  if (denial !== undefined) return not(WHY[denial]);
  const pull = await desk.pull();
  if (!pull.open || pull.headSha !== headSha) return not('its commit is no longer the head of an open pull request');
  const run = await desk.runOf(headSha, await knownRun(desk, headSha));
  if (run === undefined) return not('no run of this head was found');
  const why = await desk.rerun(run.id);
  return why === undefined ? { kind: 'started', run: run.id } : not(why);
}

async function denied(desk: Desk, asker: Asker): Promise<CommandDenial | undefined> {
  const permission = await desk.permissionOf(asker.author.login);
  return deniesCommands({ permission, isMachine: isMachine(asker, ruleBookWith([])) });
}

const WHY = {
  machine: 'agents and bots may not ask',
  'no-permission': 'it takes permission to write',
} as const satisfies Record<CommandDenial, string>;

/** The run whose trials our comment about this head is made of. */
async function knownRun(desk: Desk, headSha: string): Promise<number | undefined> {
  const marker = readMarker((await desk.report()) ?? '');
  return marker?.head === headSha ? marker.note?.runs?.trials : undefined;
}

function not(why: string): AskedAgain {
  return { kind: 'not-started', why };
}
