import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { widthOf } from '../../../src/core/report/columns.js';

const columns = (text: string): number => widthOf([{ text, style: 'plain' }]);

describe('widthOf', () => {
  it('counts our own signs as the library does, beside whatever stands there', () => {
    const signs = fc.constantFrom('…', '✓', '✗', ' ', 'a', '~', '\u0301', '\ufe0f', '日', '\u200d');
    fc.assert(
      fc.property(fc.array(signs), (text) => {
        expect(columns(text.join(''))).toBe(stringWidth(text.join('')));
      }),
    );
  });

  it.each([
    ['ok ✓', 4],
    ['✗ no…', 5],
    ['日本', 4],
    ['👩‍👩‍👧', 2],
  ])('%s takes %d columns', (text, width) => {
    expect(columns(text)).toBe(width);
  });
});
