import { expect, it } from '@jest/globals';

import { Load } from '../../../src/edges/trees/load.js';

it('expects a removal to take half as long again as making took: of everything that lies there, by all that was made', () => {
  const load = new Load();
  expect(load.secondsToRemove()).toBe(0);
  load.add(20_000);
  expect(load.secondsToRemove()).toBeCloseTo(3);
  load.add(20_000);
  load.learn(20_000, 10);
  load.learn(19_000, 9.9);
  expect(load.secondsToRemove()).toBeCloseTo(30);
  load.add(-40_000);
  expect(load.secondsToRemove()).toBe(0);
});
