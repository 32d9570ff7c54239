import { textOf } from '../run/content.js';
import { overTheCap } from './bytes.js';
import { AGREES, objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import { compilePattern } from './pattern.js';
import type { Subject } from './subject.js';
import { quoteVisibly } from './visible.js';

/** The pattern matches somewhere in the text. */
export function gradeMatches({ target, content }: Subject, pattern: string): Judgement {
  const compiled = compilePattern(pattern);
  if (compiled === undefined) return { kind: 'cannot-say', why: `the pattern ${quoteVisibly(pattern)} cannot be read` };

  const got = textOf(content);
  if (compiled.test(got)) return AGREES;
  const over = overTheCap(target, content);
  const where = over === undefined ? '' : ` in what is kept: ${over}`;
  return objects({
    target,
    summary: `${target} does not match ${quoteVisibly(pattern)}${where}`,
    expected: pattern,
    got,
  });
}
