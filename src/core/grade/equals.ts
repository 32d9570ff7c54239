import { textOf } from '../run/content.js';
import { bytesOf, firstByteDifference, overTheCap } from './bytes.js';
import { firstDifference } from './first-difference.js';
import { AGREES, objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import type { Subject } from './subject.js';

/** Equal to the last byte. `name`: what is expected, for the sentence: "the snapshot dates.txt". */
export function gradeEquals({ target, content }: Subject, expected: string, name?: string): Judgement {
  const got = textOf(content);
  const shown = { target, expected, got };
  const over = overTheCap(target, content);
  if (over !== undefined) return objects({ ...shown, summary: over });

  if (content.encoding === 'base64') {
    const difference = firstByteDifference(Buffer.from(expected), bytesOf(content));
    return objects({
      ...shown,
      summary: `${target} is not UTF-8 text (${content.size} bytes): ${difference}`,
      difference,
    });
  }
  const difference = firstDifference(expected, got);
  if (difference === undefined) return AGREES;
  const versus = name === undefined ? '' : ` is not as in ${name}`;
  return objects({ ...shown, summary: `${target}${versus}: ${difference}`, difference });
}
