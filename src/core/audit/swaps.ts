/** What stands in a comparison's place: it then holds where it did not. */
export const COMPARISONS: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

export const AND_OR: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', and: 'or', or: 'and' };

const TRUTHS: Readonly<Record<string, string>> = { true: 'false', false: 'true', True: 'False', False: 'True' };

/** Another constant of the same kind; undefined where it is written in a way that is not plain. */
export function otherConstant(text: string): string | undefined {
  if (TRUTHS[text] !== undefined) return TRUTHS[text];
  if (/^\d{1,15}$/.test(text)) return String(Number(text) + 1);
  if (/^\d{1,9}\.\d{1,6}$/.test(text)) return text.replace(/^\d+/, (whole) => String(Number(whole) + 1));
  const quote = /^(["'])(?!\1)[^\n]+\1$/.exec(text)?.[1];
  return quote === undefined ? undefined : `${quote}${quote}`;
}
