import { readFileSync } from 'node:fs';

import { readRows } from '../../src/core/agents/read-rows.js';
import { recognise, type Recognition } from '../../src/core/agents/recognise.js';
import { ruleBookWith } from '../../src/core/agents/rule-book.js';
import { NAIVE, type NaiveRule } from './naive.js';

const FILE = '__tests__/fixtures/agents/examples.jsonl';

/** A labelled row, and what the rules and the naive ones say of it. */
export interface Judged {
  readonly source: string;
  /** The agent that made it, or `none`. */
  readonly label: string;
  /** How well the label stands without the fields that the rules read. */
  readonly support: string;
  readonly recognition: Recognition;
  readonly naive: readonly NaiveRule[];
}

/** Every labelled example, judged without its label. */
export function judgedExamples(): readonly Judged[] {
  const text = readFileSync(FILE, 'utf8');
  const book = ruleBookWith([]);
  const labels = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { label: string; labelSupport: string });
  return readRows(FILE, text).map(({ source, change }, at) => ({
    source,
    label: labels[at]?.label ?? '',
    support: labels[at]?.labelSupport ?? '',
    recognition: recognise(change, book),
    naive: (Object.keys(NAIVE) as NaiveRule[]).filter((rule) => NAIVE[rule](change)),
  }));
}

export const isAgent = ({ label }: Judged): boolean => label !== 'none';
export const isFlagged = ({ recognition }: Judged): boolean => recognition.primary !== null;
export const names = ({ label, recognition }: Judged): boolean => recognition.agents.some(({ id }) => id === label);
