import * as core from '@actions/core';

import { readEvent } from '../edges/github/event.js';
import { allMode } from './all-mode.js';
import { baselineMode } from './baseline-mode.js';
import { commandMode } from './command-mode.js';
import { parseInputs } from './inputs.js';
import { reportMode } from './report-mode.js';
import { runMode } from './run-mode.js';
import { readPayload, variable, type Runner } from './runner.js';

const MODES = { all: allMode, run: runMode, report: reportMode, command: commandMode, baseline: baselineMode } as const;

/** The action: the event, and the mode, decide what it does. */
export async function runAction(env: Runner['env'], version: string): Promise<void> {
  const inputs = parseInputs((name) => core.getInput(name));
  if (inputs.secret !== undefined) core.setSecret(inputs.secret);
  const event = readEvent(variable(env, 'GITHUB_EVENT_NAME'), await readPayload(variable(env, 'GITHUB_EVENT_PATH')));
  await MODES[inputs.mode]({ env, version, inputs }, event);
}
