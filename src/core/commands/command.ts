/** What somebody asks of the bot on a line of a comment (SPEC section 9). */
export type Command =
  | { readonly name: 'help' }
  /** With a sha: only while that is the pull request's head. */
  | { readonly name: 'run'; readonly sha?: string }
  | { readonly name: 'rerun' | 'bisect'; readonly cases: readonly string[] }
  | { readonly name: 'accept'; readonly case: string; readonly reason: string }
  | { readonly name: 'unaccept' | 'explain'; readonly case: string };

/** How each command is written. */
export const USAGE = {
  help: '/formative help',
  run: '/formative run [SHA]',
  rerun: '/formative rerun [CASE…]',
  accept: '/formative accept CASE because REASON',
  unaccept: '/formative unaccept CASE',
  explain: '/formative explain CASE',
  bisect: '/formative bisect [CASE…]',
} as const satisfies Record<Command['name'], string>;

export function isCommandName(name: string): name is Command['name'] {
  return Object.hasOwn(USAGE, name);
}
