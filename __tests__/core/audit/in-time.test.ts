import { expect, it } from '@jest/globals';

import { endsInTime } from '../../../src/core/audit/in-time.js';

it('begins a mistake only where it can be expected to end in time: by the middle one of those before', () => {
  expect(endsInTime([], 0.1)).toBe(true);
  expect(endsInTime([], 0)).toBe(false);
  expect(endsInTime([1, 60, 2], 2)).toBe(true);
  expect(endsInTime([1, 60, 2], 1.9)).toBe(false);
  expect(endsInTime([0, 0, 0], 0)).toBe(false);
});
