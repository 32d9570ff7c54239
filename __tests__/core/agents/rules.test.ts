import { describe, expect, it } from '@jest/globals';

import { BOOK } from '../../support/described.js';

const { agents, reviewers, automation, reviewBlocks, credits } = BOOK.file;
const rules = agents.flatMap((agent) => agent.rules);
const shaped = [...BOOK.authorNames, ...BOOK.trailers, ...BOOK.lines, ...BOOK.branches];

describe('the rules', () => {
  it('each have an id of their own', () => {
    const ids = [...rules, ...reviewers].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name a source each', () => {
    const sources = [...rules, ...reviewers, ...automation, ...reviewBlocks, credits].map(({ source }) => source);
    expect(sources.filter((source) => !/^https:\/\/[a-z.]+/.test(source))).toEqual([]);
  });

  it('find an example of what they are for', () => {
    expect(shaped.filter((rule) => !rule.fits(rule.example)).map(({ id }) => id)).toEqual([]);
  });

  it('look for a part of their example, in lower case', () => {
    const wrong = shaped.filter(
      ({ near, example }) => !example.toLowerCase().includes(near) || near !== near.toLowerCase(),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('give no example of one agent to another', () => {
    const taken = BOOK.branches.flatMap(({ example, tool }) =>
      BOOK.branches
        .filter((other) => other.tool !== tool && other.tier !== 'C' && other.fits(example))
        .map(({ id }) => id),
    );
    expect(taken).toEqual([]);
  });

  it('anchor branches at their start, so that a revert or a topic is not an agent', () => {
    const open = BOOK.branches.filter(({ pattern, tier }) => !pattern.startsWith('^') && tier !== 'C');
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  it('know no mailbox and no number of two', () => {
    const addresses = rules.flatMap((rule) => (rule.on === 'address' ? rule.address : []));
    const numbers = [
      ...rules.flatMap((rule) => (rule.on === 'account' ? (rule.number ?? []) : [])),
      ...reviewers.flatMap((it) => it.number ?? []),
    ];
    expect([new Set(addresses).size, new Set(numbers).size]).toEqual([addresses.length, numbers.length]);
  });
});
