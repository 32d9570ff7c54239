import type { KnownIdentity } from './known-identities.js';
import type { RuleBook } from './rule-book.js';

/** Longest mail address that is read (RFC 5321). */
const LONGEST_ADDRESS = 320;
const NOREPLY = '@users.noreply.github.com';

export interface Account {
  readonly login: string;
  readonly number?: number;
  /** `Bot`, `User`, … */
  readonly type?: string;
}

/**
 * Whom the rules know under this account. A name in brackets cannot be a person's and goes first: claude-code-action writes
 * github-actions' number before its own name. A bare name counts only with its number or for a bot: people are called Claude, too.
 */
export function accountIn(book: RuleBook, { login, number, type }: Account): KnownIdentity | undefined {
  const name = login.toLowerCase();
  const own = book.plainLogins.get(name) ?? (name.endsWith('[bot]') ? book.logins.get(name) : undefined);
  if (own !== undefined) return own;
  if (number !== undefined) return book.numbers.get(number);
  return type === 'Bot' ? book.logins.get(name) : undefined;
}

/** Whom the rules know under this mail address: an exact mailbox, never a vendor's whole domain. */
export function mailboxIn(book: RuleBook, address: string): KnownIdentity | undefined {
  const exact = plainAddress(address);
  if (exact === undefined) return undefined;
  const account = accountOfAddress(exact);
  return book.addresses.get(exact) ?? (account === undefined ? undefined : accountIn(book, account));
}

/** The machine that is no agent, by account or address. */
export function automationIn(
  { file }: RuleBook,
  who: { readonly account?: Account; readonly address?: string },
): { readonly name: string; readonly ambiguous: boolean } | undefined {
  const address = plainAddress(who.address ?? '');
  const account = who.account ?? (address === undefined ? undefined : accountOfAddress(address));
  const login = account?.login.toLowerCase();
  const found = file.automation.find(
    (it) =>
      (login !== undefined && it.logins.some((own) => own.toLowerCase() === login)) ||
      (address !== undefined && it.addresses?.includes(address) === true),
  );
  return found && { name: found.name, ambiguous: found.ambiguous ?? false };
}

function plainAddress(address: string): string | undefined {
  return address.length > LONGEST_ADDRESS ? undefined : address.trim().toLowerCase();
}

/** `NUMBER+LOGIN@users.noreply.github.com`, or the older form without the number. */
function accountOfAddress(address: string): Account | undefined {
  if (!address.endsWith(NOREPLY)) return undefined;
  const box = address.slice(0, -NOREPLY.length);
  const plus = box.indexOf('+');
  if (plus === -1) return { login: box };
  const number = Number(box.slice(0, plus));
  return { login: box.slice(plus + 1), ...(Number.isSafeInteger(number) && { number }) };
}
