import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

import { isAgent, isFlagged, judgedExamples, names } from '../../scripts/agents/examples.js';
import { tablesOf } from '../../scripts/agents/tables.js';

const rows = judgedExamples();
const sources = (of: typeof rows) => of.map(({ source }) => source);

describe('the labelled examples', () => {
  it('that no agent made are never taken for one’s', () => {
    const others = rows.filter((row) => !isAgent(row));
    expect(others.length).toBeGreaterThan(300);
    expect(sources(others.filter(isFlagged))).toEqual([]);
  });

  it('whose label rests on something else are all found, under their name', () => {
    const strong = rows.filter((row) => isAgent(row) && row.support === 'strong');
    expect(strong.length).toBeGreaterThan(200);
    expect(sources(strong.filter((row) => !names(row)))).toEqual([]);
  });

  it('are told worse by rules that first come to mind', () => {
    const others = rows.filter((row) => !isAgent(row));
    expect(others.filter(({ naive }) => naive.length > 0).length).toBeGreaterThan(50);
  });

  it('stand in docs/agents.md as they are measured', () => {
    expect(readFileSync('docs/agents.md', 'utf8')).toContain(tablesOf(rows));
  });
});
