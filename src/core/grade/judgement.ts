import { cutText } from '../results/cut.js';
import type { Because } from './grade.js';

/**
 * What one grader says of one thing. `differs`: only base's behaviour speaks against it. `cannot-say`: the grader has no
 * answer, which is never a pass.
 */
export type Judgement =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'objects'; readonly because: Because }
  | { readonly kind: 'differs'; readonly because: Because }
  /** `lasting`: see Outcome. */
  | { readonly kind: 'cannot-say'; readonly why: string; readonly lasting?: true };

export const AGREES: Judgement = { kind: 'agrees' };

/** Bytes of `expected` and `got` that are kept, each. */
const SHOWN_BYTES = 2 * 1024;

export function objects(said: Because): Judgement {
  return { kind: 'objects', because: because(said) };
}

export function differs(said: Because): Judgement {
  return { kind: 'differs', because: because(said) };
}

/** What it shows is cut to a size that can be shown. */
export function because({ target, summary, expected, got, difference }: Because): Because {
  return {
    target,
    summary: cutText(summary, SHOWN_BYTES),
    ...(expected === undefined ? {} : { expected: cutText(expected, SHOWN_BYTES) }),
    ...(got === undefined ? {} : { got: cutText(got, SHOWN_BYTES) }),
    ...(difference === undefined ? {} : { difference: cutText(difference, SHOWN_BYTES) }),
  };
}
