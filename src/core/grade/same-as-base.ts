import type { Ignore } from '../evals/graders.js';
import { textOf } from '../run/content.js';
import type { Content } from '../run/trial.js';
import { bytesOf, firstByteDifference, overTheCap, sameBytes } from './bytes.js';
import { firstDifference } from './first-difference.js';
import { AGREES, differs } from './judgement.js';
import type { Judgement } from './judgement.js';
import { removeMatches } from './pattern.js';
import type { BaseContent, Subject } from './subject.js';

/** Base's behaviour is the expectation, apart from what the patterns match and the folder in which each side ran. */
export function gradeSameAsBase(subject: Subject, ignore: Ignore): Judgement {
  const { target, content, base } = subject;
  switch (base.kind) {
    case 'own':
      return AGREES;
    case 'unknown':
      return { kind: 'cannot-say', why: base.why };
    case 'not-written':
      return differs({ target, summary: base.why, got: textOf(content) });
    case 'content':
      return compare(subject, base, ignore);
  }
}

function compare(subject: Subject, base: BaseContent & { kind: 'content' }, ignore: Ignore): Judgement {
  const { target, content } = subject;
  const baseOver = overTheCap(`base's ${target}`, base.content);
  if (baseOver !== undefined) return { kind: 'cannot-say', why: baseOver };

  const shown = { target, expected: textOf(base.content), got: textOf(content) };
  const over = overTheCap(target, content);
  if (over !== undefined) return differs({ ...shown, summary: `${over}; base's is not` });
  if (sameBytes(base.content, content)) return AGREES;
  if (base.content.encoding === 'base64' || content.encoding === 'base64')
    return differInBytes(shown, base.content, content);
  return compareTexts(shown, ignore, { base: base.root, head: subject.root });
}

interface Shown {
  readonly target: string;
  readonly expected: string;
  readonly got: string;
}

function differInBytes(shown: Shown, base: Content, head: Content): Judgement {
  const difference = firstByteDifference(bytesOf(base), bytesOf(head));
  return differs({ ...shown, summary: `${shown.target} is not as on base: ${difference}`, difference });
}

type Roots = Readonly<Record<'base' | 'head', string | undefined>>;

function compareTexts(shown: Shown, ignore: Ignore, roots: Roots): Judgement {
  const expected = removeMatches(withoutRoot(shown.expected, roots.base), ignore);
  const got = removeMatches(withoutRoot(shown.got, roots.head), ignore);
  if (expected === undefined || got === undefined)
    return { kind: 'cannot-say', why: 'a pattern of `ignore` cannot be read' };

  const difference = firstDifference(expected, got);
  if (difference === undefined) return AGREES;
  const note = ignore.length === 0 ? '' : ' (without what `ignore` matches)';
  return differs({
    ...shown,
    expected,
    got,
    summary: `${shown.target} is not as on base${note}: ${difference}`,
    difference,
  });
}

/** The tree lies beside the trial's home and temp folders: all of them are called otherwise in every trial. */
function withoutRoot(text: string, root: string | undefined): string {
  if (root === undefined || root === '' || root === '/') return text;
  const place = root.slice(0, root.lastIndexOf('/'));
  const without = text.replaceAll(root, '');
  return place === '' ? without : without.replaceAll(`${place}/`, '/');
}
