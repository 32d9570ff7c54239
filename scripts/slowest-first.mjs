import { sep } from 'node:path';

import Sequencer from '@jest/test-sequencer';

/** Folders whose tests start the built product, slowest first: begun last, one of them would run on alone on its core. */
const SLOW = ['e2e', 'threats'].map((folder) => `${sep}${folder}${sep}`);

/** Slow folders first, and in each as Jest thinks best: by the time that it remembers, or else by the file's size. */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one.path) - rank(other.path));
  }
}

function rank(path) {
  const found = SLOW.findIndex((folder) => path.includes(folder));
  return found === -1 ? SLOW.length : found;
}
