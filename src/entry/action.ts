import * as core from '@actions/core';

import { explain } from './explain.js';
import { runAction } from './run-action.js';

declare const FORMATIVE_VERSION: string;

runAction(process.env, FORMATIVE_VERSION).catch((error: unknown) => {
  core.setFailed(explain(error));
});
