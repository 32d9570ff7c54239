import { listed, own, say, type Block, type Sentence } from './document.js';
import type { Limits } from './limits.js';
import type { Result } from './result.js';

/** What a maintainer should see without unfolding anything, also when nothing broke. */
export function attention(result: Result, { names }: Limits): readonly Block[] {
  const { changedProtected, weakened } = result.integrity;
  const most = Math.min(names, 5);
  const sentences: readonly Sentence[] = [
    ...lineOf(
      weakened,
      (texts) => say`This change weakens tests: ${listed(texts, most)}. They were judged in base's version.`,
    ),
    ...lineOf(
      changedProtected,
      (texts) => say`It edits protected files: ${listed(texts, most)}. Base's versions were used.`,
    ),
    ...lineOf(result.blindSpots, (texts) => say`No eval would notice a mistake in ${listed(texts, most)}.`),
    ...(result.sandbox === 'none' ? [say`${own('It ran without a sandbox.')}`] : []),
  ];
  return sentences.map((words) => ({ kind: 'paragraph', words }));
}

function lineOf(texts: readonly string[], words: (texts: readonly string[]) => Sentence): readonly Sentence[] {
  return texts.length === 0 ? [] : [words(texts)];
}
