const LOGIN = /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/;

/** Whether a text is a mention of one account, and of nothing else. */
export function isMention(text: string): boolean {
  return LOGIN.test(text);
}
