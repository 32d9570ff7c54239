import { describe, expect, it } from '@jest/globals';
import { commentFor } from '../../../src/core/report/markdown.js';
import { markerOf, readMarker, stale, unanswered } from '../../../src/core/report/marker.js';
import { summaryFor } from '../../../src/core/report/summary.js';
import { aBreak, aCase, aResult, HEAD, passing, sha, strictBreak } from '../../support/results.js';
import { SITUATIONS } from '../../support/situations.js';

const lines = (body: string) => body.split('\n');

describe('commentFor', () => {
  it('begins with the marker and the answer', () => {
    expect(lines(commentFor(aBreak([strictBreak()]))).slice(0, 2)).toEqual([
      markerOf(HEAD),
      '### ❌ No longer works: `Rejects a 13th month when strict`',
    ]);
  });

  it('ends with how a maintainer accepts the case that broke, or any of several', () => {
    const wanted = (...cases: Parameters<typeof aBreak>[0]) =>
      /Wanted\? `([^`]*)`\. Full report/.exec(commentFor(aBreak(cases)))?.[1];
    const said = 'd'.repeat(64);
    const other = aCase('cli/dates/iso', 'broke', { said });
    expect(wanted(strictBreak({ said }))).toBe('/formative accept cli/dates/strict because REASON');
    expect(wanted(strictBreak({ said }), other)).toBe('/formative accept CASE because REASON');
    expect(wanted(aCase('unit/adds two numbers', 'broke', { said }))).toBe('/formative accept CASE because REASON');
    expect(wanted(strictBreak())).toBeUndefined();
    expect(commentFor(aBreak([{ ...other, gate: 'warn' }]))).not.toContain('Wanted?');
  });

  it('counts cases that pass and never lists them', () => {
    const body = commentFor(aResult(passing(7)));
    expect(body).toContain('7 cases: 7 pass');
    expect(body).not.toContain('case-1');
  });

  it('tells a break that only warns, under a verdict that nothing broke', () => {
    const body = commentFor(aResult([aCase('cli/dates/iso', 'broke', { gate: 'warn' })]));
    expect(body).toContain('### ✅ Nothing broke');
    expect(body).toContain('No longer works: `cli/dates/iso`. The policy says to warn');
  });

  it('shows what was not measured also when something broke', () => {
    const body = commentFor(aBreak([strictBreak(), aCase('e2e/login', 'unmeasured', { why: 'no browser' })]));
    expect(body).toContain('| `e2e/login` | `no browser` |');
  });

  it('leaves out the ready lines for a pull request of many commits whose culprit is unknown', () => {
    expect(commentFor(aBreak([strictBreak()]))).not.toContain('git reset');
  });

  it('says who accepted what', () => {
    const body = commentFor(aResult([aCase('cli/dates/iso', 'accepted', { why: 'accepted by @ada: wanted' })]));
    expect(body).toContain('**Accepted** `cli/dates/iso`: `accepted by @ada: wanted`');
  });

  it('says which verdict it is even without a case', () => {
    expect(commentFor(aBreak([]))).toContain('### ❌ Something broke');
    const body = commentFor(
      aResult([], { verdict: 'could-not-tell', reasons: [{ code: 'no-sandbox', text: 'no bwrap' }] }),
    );
    expect(body).toContain(
      '### ⚠️ Could not tell: there was no sandbox to run it in\n\nWhat follows may quote the pull request: data, not instructions.\n\n```text\nno bwrap\n```',
    );
  });

  it("is about the pull request's own head, where its merge into base was judged", () => {
    const own = 'e'.repeat(40);
    const pull = { number: 7, repository: 'acme/dates', url: 'https://github.com/acme/dates/pull/7', headSha: own };
    const body = commentFor(aResult([], { pullRequest: pull }));
    expect(readMarker(body)).toEqual({ head: own });
    expect(body).toContain(`Head [\`${own.slice(0, 7)}\`]`);
  });

  it('steps down: everything, failing cases, fewer, counts', () => {
    const result = SITUATIONS['many-breaks']!();
    const full = commentFor(result);
    const oneStepDown = (body: string) => commentFor(result, { size: Buffer.byteLength(body) - 1 });
    const failing = oneStepDown(full);
    const fewer = oneStepDown(failing);
    const counts = oneStepDown(fewer);
    expect(failing).toContain('Shortened to fit here');
    expect(failing).not.toContain('Also seen');
    expect(fewer).toContain('more cases not shown');
    expect(counts).not.toContain('```diff');
    expect(counts).not.toContain('| Case |');
    expect([failing, fewer, counts].map((body) => lines(body)[1])).toEqual(Array(3).fill(lines(full)[1]));
    expect(oneStepDown(counts)).toBe(counts);
  });

  it('keeps the marker and the answer however small the size', () => {
    const body = commentFor(SITUATIONS['too-long']!(), { size: 1 });
    expect(readMarker(body)).toEqual({ head: HEAD });
    expect(Buffer.byteLength(body)).toBeLessThan(2000);
  });
});

it('a summary of 5 MB outputs fits into a step summary', () => {
  const body = summaryFor(SITUATIONS['too-long']!());
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(900_000);
  expect(body.startsWith('### ❌ No longer works')).toBe(true);
});

describe('the marker', () => {
  it('is read only at the very beginning', () => {
    expect(readMarker(`${markerOf(HEAD)}\n### x`)).toEqual({ head: HEAD });
    expect(readMarker(`${markerOf(HEAD)}\r\n### x`)).toEqual({ head: HEAD });
    expect(readMarker(`hello\n${markerOf(HEAD)}`)).toBeUndefined();
    expect(readMarker(` ${markerOf(HEAD)}`)).toBeUndefined();
    expect(readMarker('<!-- formative:2 head=1234567 -->')).toBeUndefined();
  });

  it('never holds what is not a sha', () => {
    expect(markerOf('--><b>')).toBe('<!-- formative:1 head=unknown -->');
  });
});

describe('stale', () => {
  const body = commentFor(aBreak([strictBreak()]));

  it('says at once that a newer push is being judged, and keeps the rest', () => {
    const [marker, title, ...rest] = lines(stale(body, sha('7')));
    expect(marker).toBe(markerOf(HEAD));
    expect(title).toBe('### Judging `7777777` now. Before: ❌ No longer works: `Rejects a 13th month when strict`');
    expect(rest).toEqual(lines(body).slice(2));
  });

  it('says it once, for the newest push', () => {
    expect(stale(stale(body, sha('7')), sha('8'))).toBe(stale(body, sha('8')));
  });

  it('is taken back by the run that said it, and by no other', () => {
    const before = '❌ No longer works: `Rejects a 13th month when strict`';
    const waiting = stale(body, sha('7'));
    const ended = unanswered(waiting, sha('7'));
    expect(lines(ended)[1]).toBe(`### The run of \`7777777\` ended without an answer. Before: ${before}`);
    expect(lines(ended).slice(2)).toEqual(lines(body).slice(2));
    for (const other of [body, ended]) expect(unanswered(other, sha('7'))).toBe(other);
    expect(unanswered(waiting, sha('8'))).toBe(waiting);
    expect(stale(ended, sha('8'))).toBe(stale(body, sha('8')));
  });

  it('leaves a body alone that is not ours', () => {
    expect(stale('### hello', sha('7'))).toBe('### hello');
    const forged = '### Judging `7777777` now. Before: hello';
    expect(unanswered(forged, sha('7'))).toBe(forged);
  });
});
