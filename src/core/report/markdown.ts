import type { Note } from '../commands/note.js';
import { explainedCases } from './explained.js';
import { fit } from './fit.js';
import { handBackLine, nextAfter, type HandBack } from './hand-back.js';
import { COMMENT_LADDER } from './limits.js';
import { judgedSha } from './links.js';
import { markdownOf } from './markdown-blocks.js';
import { markerOf } from './marker.js';
import type { Result } from './result.js';
import { storyOf } from './story.js';

/** GitHub refuses 65,536 characters; this leaves room for what is added later. */
const COMMENT_BYTES = 60_000;

interface CommentOptions {
  readonly size?: number;
  readonly note?: Note;
  /** What became of handing the break back. */
  readonly handBack?: HandBack;
}

/** The pull-request comment: the marker, then the report, as full as `size` bytes allow. */
export function commentFor(result: Result, { size = COMMENT_BYTES, note, handBack }: CommentOptions = {}): string {
  return fit(COMMENT_LADDER, size, (limits) => {
    const asked = handBack === undefined ? [] : handBackLine(handBack);
    const story = storyOf(result, limits, handBack && nextAfter(handBack));
    const told = [...story.slice(0, -1), ...asked, ...story.slice(-1)];
    const blocks = [...told, ...explainedCases(result, note?.explain ?? [], limits)];
    return `${markerOf(judgedSha(result), note)}\n${markdownOf(blocks)}\n`;
  });
}
