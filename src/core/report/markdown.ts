import { fit } from './fit.js';
import { COMMENT_LADDER } from './limits.js';
import { judgedSha } from './links.js';
import { markdownOf } from './markdown-blocks.js';
import { markerOf } from './marker.js';
import type { Result } from './result.js';
import { storyOf } from './story.js';

/** GitHub refuses 65,536 characters; this leaves room for what is added later. */
const COMMENT_BYTES = 60_000;

/** The pull-request comment: the marker, then the report, as full as `size` bytes allow. */
export function commentFor(result: Result, { size = COMMENT_BYTES }: { readonly size?: number } = {}): string {
  return fit(
    COMMENT_LADDER,
    size,
    (limits) => `${markerOf(judgedSha(result))}\n${markdownOf(storyOf(result, limits))}\n`,
  );
}
