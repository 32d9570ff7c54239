import { compilePattern, removeMatches } from '../../src/core/grade/pattern.js';
import { nasty } from './mutate.js';
import type { Random } from './random.js';
import type { Target } from './target.js';

const PIECES = [
  '(',
  ')',
  '(?:',
  '|',
  '*',
  '+',
  '?',
  '{10}',
  '{100}',
  '{1000}',
  '{1,500}',
  '{,3}',
  '[a-z]',
  '[^\\n]',
  '\\d',
  '\\pL',
  '.',
  '^',
  '$',
  '\\b',
  'a',
  'aa',
  '(a+)+',
  '(a|a)*',
  '(a*)*b',
  '((a{100}){100}){100}',
  '(?i)',
  '(?=a)',
  '\\1',
  '日',
  '[[:alpha:]]',
  '\\x{10ffff}',
  '(?P<x>a)',
];

const MOST_REPLACED = 2000;

/** The engine of patterns: the text is the pull request's, and of a proposed eval the pattern is too. */
export const PATTERNS: Target = {
  name: 'pattern',
  share: 4,
  draw: (random) =>
    `${Array.from({ length: 1 + random.below(8) }, () => random.pick(PIECES)).join('')}\n${subject(random)}`,
  read: (input) => {
    const end = input.indexOf('\n');
    const [pattern, text] = [input.slice(0, end), input.slice(end + 1)];
    const compiled = compilePattern(pattern);
    if (compiled === undefined) return 'rejected';
    compiled.test(text);
    // A search is linear; all searches of a replacement together may be quadratic, as with `a*b|` in a text of `a`.
    removeMatches(text.slice(0, MOST_REPLACED), [pattern]);
    return 'accepted';
  },
};

function subject(random: Random): string {
  return random.once(2) ? nasty(random) : 'a'.repeat(random.below(20_000)) + 'b\n';
}
