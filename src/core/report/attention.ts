import { blindSpots } from './blind-spots.js';
import { listed, own, say, type Block, type Sentence } from './document.js';
import type { Limits } from './limits.js';
import type { Result, Weakened } from './result.js';

/** What a maintainer should see without unfolding anything, also when nothing broke. */
export function attention(result: Result, { names }: Limits): readonly Block[] {
  const { changedProtected, weakened } = result.integrity;
  const most = Math.min(names, 5);
  const sentences: readonly Sentence[] = [
    ...weakenedLines(weakened, most),
    ...lineOf(
      (result.withoutTeeth ?? []).map((it) => `${it.eval}: ${it.why}`),
      (texts) => say`Without teeth, so what they say was not counted: ${listed(texts, most)}.`,
    ),
    ...lineOf(
      changedProtected,
      (texts) => say`It edits protected files: ${listed(texts, most)}. Base's versions were used.`,
    ),
    ...blindSpots(result, most),
    ...(result.sandbox === 'none' ? [say`${own('It ran without a sandbox.')}`] : []),
  ];
  return sentences.map((words) => ({ kind: 'paragraph', words }));
}

/** What is merely possible stays folded. */
function weakenedLines(all: readonly Weakened[], most: number): readonly Sentence[] {
  const told = all.filter(({ strength }) => strength !== 'possible');
  return (['base', 'head'] as const).flatMap((judged) => {
    const paths = [...new Set(told.filter((one) => one.judged === judged).map(({ path }) => path))];
    return lineOf(paths, (texts) => say`${WEAKENS[judged].before}${listed(texts, most)}${WEAKENS[judged].after}`);
  });
}

const WEAKENS = {
  base: { before: own('This change weakens tests: '), after: own(". They were judged in base's version.") },
  head: { before: own('It weakens checks that no eval judges: '), after: own('. See them before you merge.') },
} as const;

function lineOf(texts: readonly string[], words: (texts: readonly string[]) => Sentence): readonly Sentence[] {
  return texts.length === 0 ? [] : [words(texts)];
}
