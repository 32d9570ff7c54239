import { describe, expect, it } from '@jest/globals';
import { htmlFor } from '../../../src/core/report/html.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { terminalFor } from '../../../src/core/report/terminal.js';
import { golden } from '../../support/golden.js';
import { SITUATIONS } from '../../support/situations.js';

describe.each(Object.entries(SITUATIONS))('%s', (name, result) => {
  it('reads as its golden comment', () => {
    const drawn = commentFor(result());
    expect(drawn).toBe(golden(`${name}.md`, drawn));
  });

  it('reads as its golden terminal output', () => {
    const drawn = terminalFor(result(), { color: false, width: 80 });
    expect(drawn).toBe(golden(`${name}.txt`, drawn));
  });
});

it('the page of one break reads as its golden file', () => {
  const drawn = htmlFor(SITUATIONS['one-break']!());
  expect(drawn).toBe(golden('one-break.html', drawn));
});
