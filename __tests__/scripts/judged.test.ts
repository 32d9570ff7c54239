import { describe, expect, it } from '@jest/globals';

import { countJudged, JUDGED } from '../../scripts/verdict/judged.js';

const [nothing, broken, , fallen] = JUDGED;

describe('a simulated judge', () => {
  it('finds what is worth nothing any more, and seldom anything else', () => {
    expect(countJudged(broken!, { times: 30, seed: 1 }).found).toEqual({ hits: 30, of: 30 });
    expect(countJudged(nothing!, { times: 30, seed: 1 }).wrong.hits).toBeLessThanOrEqual(2);
  });

  it('sees that all fell, and says the same for the same seed', () => {
    const counted = countJudged(fallen!, { times: 20, seed: 2 });
    expect(counted.fell).toEqual({ hits: 20, of: 20 });
    expect(countJudged(fallen!, { times: 20, seed: 2 })).toEqual(counted);
  });
});
