import * as core from '@actions/core';

import { UserError } from '../core/errors.js';
import { runAction } from './run-action.js';

declare const FORMATIVE_VERSION: string;

runAction(process.env, FORMATIVE_VERSION).catch((error: unknown) => {
  core.setFailed(error instanceof UserError ? `${error.message}\n\n${error.help}` : stackOf(error));
});

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
