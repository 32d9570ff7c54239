import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const EVAL = `title: Stays lean
run: [node, bench.cjs]
metrics:
  size: { from: { file: bench.cjs }, better: lower, allow: 1% }
  queries: { from: { stdout: $.queries }, better: lower, allow: 0, unit: queries }
  peak: { from: peak-memory, better: lower, allow: 25% }
  score: { from: { stdout: $.score }, better: higher, allow: 5% }
`;

/** Holds so much memory for a moment, and prints its numbers. */
function bench(megabytes: number, queries: number, more = ''): string {
  return `const held = Buffer.alloc(${megabytes} << 20, 1);
setTimeout(() => console.log(JSON.stringify({ queries: ${queries}, score: held.length > 0 ? 8 : 0 })), 60);
${more}`;
}

it('numbers that got worse are a break each, and the rest passes', async () => {
  const { root } = pullRequest(
    { 'evals/lean.yml': EVAL, 'bench.cjs': bench(60, 12) },
    { 'bench.cjs': bench(240, 13, `// ${'x'.repeat(200)}`) },
  );
  const html = join(temporaryFolder(), 'report.html');
  const { code, changes, result, stdout, ...rest } = await judged(root, '--no-diagnose', '--html', html);
  expect(code).toBe(1);
  expect(changes).toEqual({
    'lean/run': 'still-passes',
    'lean/run:size': 'broke',
    'lean/run:queries': 'broke',
    'lean/run:peak': 'broke',
    'lean/run:score': 'still-passes',
  });
  expect(result.counts).toEqual({ broke: 3, 'still-passes': 2 });
  expect(rest.case('lean/run:queries').metric).toMatchObject({ base: 12, head: 13, noisy: false, unit: 'queries' });
  const { base = 0, head = 0, noisy, pairs, worse } = rest.case('lean/run:peak').metric ?? {};
  expect([head / base > 2, noisy, worse === pairs]).toEqual([true, true, true]);
  for (const report of [stdout, readFileSync(html, 'utf8')]) {
    expect(report).toContain('13 queries');
    expect(report).not.toContain('in 0 of');
  }
});

it('the same numbers are no break', async () => {
  const { root } = pullRequest({ 'evals/lean.yml': EVAL, 'bench.cjs': bench(60, 12) }, { 'note.md': 'x' });
  const { code, result } = await judged(root, '--no-diagnose');
  expect([code, result.counts]).toEqual([0, { 'still-passes': 5 }]);
});
