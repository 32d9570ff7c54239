import * as core from '@actions/core';

import { explain } from './explain.js';
import { notJudgingAnyMore } from './judging-now.js';
import { runAction } from './run-action.js';

declare const FORMATIVE_VERSION: string;

/** The runner starts this twice: for the step itself, and once more when the job ends, however it ends. */
const STARTED = 'started';

if (core.getState(STARTED) === '') {
  core.saveState(STARTED, 'yes');
  runAction(process.env, FORMATIVE_VERSION).catch((error: unknown) => {
    core.setFailed(explain(error));
  });
} else {
  notJudgingAnyMore(process.env, FORMATIVE_VERSION).catch((error: unknown) => {
    core.warning(explain(error));
  });
}
