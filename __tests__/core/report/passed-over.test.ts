import { describe, expect, it } from '@jest/globals';

import { checkFor } from '../../../src/core/report/check.js';
import { passedOverResult } from '../../../src/core/report/passed-over.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { aBreak, aCase, BASE, HEAD } from '../../support/results.js';

const result = passedOverResult({ version: '0.1.0', base: BASE, head: HEAD, message: 'No agent made it.' });

describe('a pull request that the policy passes over', () => {
  it('has a check that succeeds, says that nothing was run, and how to change that', () => {
    const check = checkFor(result);
    expect(check).toMatchObject({ title: "not an agent's pull request: nothing was run", conclusion: 'success' });
    expect(commentFor(result)).toMatch(/give it the label `formative`/);
    expect(commentFor(result)).not.toMatch(/sandbox|Could not tell/);
  });

  it('is still no verdict that nothing broke', () => {
    expect(result).toMatchObject({ verdict: 'could-not-tell', next: 'nobody', reasons: [{ code: 'not-an-agent' }] });
  });

  it('is not what any other result with that reason is', () => {
    const other = { ...result, reasons: [...result.reasons, { code: 'no-sandbox', text: 'None held.' }] };
    expect(checkFor(other).conclusion).toBe('failure');
    const broke = aBreak([aCase('cli/dates/iso', 'broke')], { reasons: [...result.reasons] });
    expect(checkFor(broke).conclusion).toBe('failure');
  });
});
