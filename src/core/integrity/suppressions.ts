import { withoutCommon } from './pairs.js';
import { commentsIn } from './settings.js';
import { languageOf, lineAt } from './source.js';
import type { ChangedFile, Weakening } from './weakening.js';

const SUPPRESSION =
  /eslint-disable|biome-ignore|oxlint-disable|@ts-(?:ignore|nocheck|expect-error)|prettier-ignore-start|\bnoqa\b|type:\s*ignore|pylint:\s*disable|mypy:\s*ignore|pyright:\s*ignore|pragma:\s*no cover|(?:istanbul|c8|v8) ignore|\/\/\s*nolint|stryker disable/;
const ATTRIBUTE = /#!?\[allow\([^\]]*\]|@SuppressWarnings\([^)]*\)/g;

/** Comments that tell a checker to look away, which base has not. */
export function newSuppressions({ path, base = '', head }: ChangedFile): readonly Weakening[] {
  if (head === undefined || languageOf(path) === undefined) return [];
  const added = withoutCommon(suppressionsIn(path, base), suppressionsIn(path, head), ({ text }) => text).head;
  return added.map(({ text, at }) => ({
    path,
    line: lineAt(head, at),
    what: 'check-suppressed',
    strength: 'likely',
    of: '',
    was: 'checked',
    is: text,
  }));
}

function suppressionsIn(path: string, text: string): readonly { readonly text: string; readonly at: number }[] {
  const comments = SUPPRESSION.test(text)
    ? commentsIn(path, text)
        .map(({ from, to }) => ({ text: text.slice(from, to), at: from }))
        .filter((comment) => SUPPRESSION.test(comment.text))
    : [];
  const attributes = /\.(?:rs|java)$/.test(path)
    ? [...text.matchAll(ATTRIBUTE)].map(({ 0: attribute, index }) => ({ text: attribute, at: index }))
    : [];
  return [...comments, ...attributes];
}
