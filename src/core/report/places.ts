import { code, counted, own, say, type Inline, type Sentence } from './document.js';
import { judgedSha, linesLink } from './links.js';
import type { Result } from './result.js';

/** Lines of head, or a file as a whole. */
export type Place = Result['culprits'][number]['hunks'][number];

const MOST_PLACES = 3;

const WHAT = {
  new: own('new'),
  deleted: own('deleted'),
  renamed: own('moved'),
  binary: own('as a whole'),
  mode: own('its mode'),
} as const satisfies Record<NonNullable<Place['what']>, Inline>;

/** "`src/x.ts:3-5`, `src/y.ts` (new) and 2 more places", linked to head: that is where they are to be mended. */
export function placeWords(result: Result, places: readonly Place[]): Sentence {
  const shown = places.slice(0, MOST_PLACES);
  const head = judgedSha(result);
  const rest = places.length - shown.length;
  const links = shown.flatMap((place, at) => [
    ...(at > 0 ? say`${at === shown.length - 1 && rest === 0 ? own(' and ') : own(', ')}` : []),
    ...(place.what === undefined ? [linesLink(result, head, place)] : say`${code(place.path)} (${WHAT[place.what]})`),
  ]);
  return [...links, ...(rest > 0 ? say` and ${counted(rest, 'more place')}` : [])];
}
