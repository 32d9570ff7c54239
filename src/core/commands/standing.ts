import type { RuleBook } from '../agents/rule-book.js';
import type { Policy } from '../evals/policy.js';

/** Who asks for something. */
export interface Asker {
  readonly author: { readonly id: number; readonly login: string; readonly type: string };
  /** An app asked in its author's name. */
  readonly throughApp: boolean;
}

/** A comment as GitHub's API tells of it. */
export interface Spoken extends Asker {
  readonly id: number;
  readonly body: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly updated: number;
  readonly url: string;
}

/** What the permission API says of somebody; `none` also for every answer that is not understood. */
export type Permission = 'admin' | 'write' | 'read' | 'none';

/** Who speaks, as far as it decides what they may. */
export interface Standing {
  readonly permission: Permission;
  readonly isPullRequestAuthor: boolean;
  readonly isMachine: boolean;
}

/** Why somebody is not obeyed. */
export type Denial = CommandDenial | 'own-pull-request' | 'not-admin';
export type CommandDenial = 'machine' | 'no-permission';

/** Whether an app, a bot or a known agent speaks. */
export function isMachine({ author, throughApp }: Asker, book: RuleBook): boolean {
  const { id, login, type } = author;
  return throughApp || type !== 'User' || book.numbers.has(id) || book.plainLogins.has(login.toLowerCase());
}

/** Why these may not command at all. */
export function deniesCommands({
  permission,
  isMachine: machine,
}: Pick<Standing, 'permission' | 'isMachine'>): CommandDenial | undefined {
  if (machine) return 'machine';
  return permission === 'write' || permission === 'admin' ? undefined : 'no-permission';
}

/** Why these may not accept: by base's policy, and never a machine. */
export function deniesAccept(standing: Standing, rule: Policy['accept']): Denial | undefined {
  const denial = deniesCommands(standing);
  if (denial !== undefined) return denial;
  if (rule === 'admin' && standing.permission !== 'admin') return 'not-admin';
  return standing.isPullRequestAuthor && rule !== 'write' ? 'own-pull-request' : undefined;
}
