import { textOf } from '../run/content.js';
import type { Content } from '../run/trial.js';
import { bytesOf, overTheCap } from './bytes.js';
import { AGREES, objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import type { Subject } from './subject.js';
import { quoteVisibly } from './visible.js';

/** Every value occurs; what is over the cap may hold it in what is there. */
export function gradeContains({ target, content }: Subject, values: readonly string[]): Judgement {
  const missing = values.find((value) => !occurs(content, value));
  if (missing === undefined) return AGREES;

  const over = overTheCap(target, content);
  const where = over === undefined ? '' : ` in what is kept: ${over}`;
  const summary = `${target} does not contain ${quoteVisibly(missing)}${where}`;
  return objects({ target, summary, expected: missing, got: textOf(content) });
}

/** No value occurs; what is over the cap may hold it in what is lost. */
export function gradeNotContains({ target, content }: Subject, values: readonly string[]): Judgement {
  const found = values.find((value) => occurs(content, value));
  const got = textOf(content);
  if (found === undefined) {
    const over = overTheCap(target, content);
    return over === undefined ? AGREES : objects({ target, summary: over, got });
  }
  const line = got.slice(0, Math.max(0, got.indexOf(found))).split('\n').length;
  return objects({ target, summary: `${target} contains ${quoteVisibly(found)} in line ${line}`, got });
}

function occurs(content: Content, value: string): boolean {
  return content.encoding === 'utf8' ? content.data.includes(value) : bytesOf(content).includes(value);
}
