import type { Tier } from './rule-schema.js';

/** Where a mark was found. */
export type Field =
  | 'account'
  | 'event'
  | 'commit-author'
  | 'committer'
  | 'co-author'
  | 'trailer'
  | 'body'
  | 'message'
  | 'branch'
  | 'label';

/** One mark: what was found where, and the rule of `rules.json` that knows it. The value is text of the change's author. */
export interface Evidence {
  readonly field: Field;
  readonly value: string;
  readonly rule: string;
  readonly tier: Tier;
}

/** A mark of one tool. */
export interface Mark extends Evidence {
  readonly tool: string;
}

/** Fields that one act fills: two marks of one family are one witness. */
export const FAMILY = {
  account: 'account',
  event: 'account',
  'commit-author': 'identity',
  committer: 'identity',
  'co-author': 'trailer',
  trailer: 'trailer',
  body: 'text',
  message: 'text',
  branch: 'branch',
  label: 'label',
} as const satisfies Record<Field, string>;

/** Which field names an agent best: what GitHub itself says first, what anyone can type last. */
export const RANK = {
  account: 0,
  event: 0,
  'commit-author': 1,
  committer: 2,
  'co-author': 3,
  trailer: 3,
  body: 4,
  message: 4,
  branch: 5,
  label: 6,
} as const satisfies Record<Field, number>;

const LONGEST_VALUE = 200;

export function markOf(tool: string, evidence: Evidence): Mark {
  return { tool, ...evidence, value: evidence.value.slice(0, LONGEST_VALUE) };
}
