import { fit } from './fit.js';
import { SUMMARY_LADDER } from './limits.js';
import { markdownOf } from './markdown-blocks.js';
import type { Result } from './result.js';
import { storyOf } from './story.js';

/** A step's summary holds 1 MiB, with whatever else the step wrote. */
const SUMMARY_BYTES = 900_000;

/** The job summary: the comment's report, with more of everything. */
export function summaryFor(result: Result): string {
  return fit(SUMMARY_LADDER, SUMMARY_BYTES, (limits) => `${markdownOf(storyOf(result, limits))}\n`);
}
