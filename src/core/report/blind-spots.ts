import { listed, own, say, type Inline, type Sentence } from './document.js';
import { placeWords } from './places.js';
import type { Result } from './result.js';

type Spot = Result['blindSpots'][number];

/** What the change touches that no eval would miss: a line for what shows nowhere, and one for what shows and is not checked. */
export function blindSpots(result: Result, most: number): readonly Sentence[] {
  const [dark, shown] = [result.blindSpots.filter(isDark), result.blindSpots.filter((spot) => !isDark(spot))];
  const cases = [...new Set(shown.flatMap(({ shows = [] }) => shows))];
  return [
    ...lineOf(dark, say`No eval notices when ${placeWords(result, dark)} ${verb(dark)} taken back.`),
    ...lineOf(
      shown,
      say`The output of ${listed(cases, most)} changes when ${placeWords(result, shown)} ${verb(shown)} taken back, and no grader looks at it.`,
    ),
  ];
}

function isDark({ shows = [] }: Spot): boolean {
  return shows.length === 0;
}

function verb(spots: readonly Spot[]): Inline {
  return spots.length === 1 ? own('is') : own('are');
}

function lineOf(spots: readonly Spot[], words: Sentence): readonly Sentence[] {
  return spots.length === 0 ? [] : [words];
}
