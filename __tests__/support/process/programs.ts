import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../../../src/app/ports.js';
import { runProgram } from '../../../src/edges/process/run-program.js';

/** A folder of its own for one test file. */
export function scratch(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), 'formative-test-'));
}

let places = 0;

/** A program in a new place of its own under `folder`, as a trial has it. */
export function programIn(folder: string, argv: Program['argv'], more: Partial<Program> = {}): Program {
  places += 1;
  const temp = join(folder, `place-${places}`);
  mkdirSync(temp);
  return {
    argv,
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: temp, HOME: temp },
    stdin: '',
    timeout: 60,
    network: false,
    maxOutput: 1024 * 1024,
    writable: [temp],
    ...more,
  };
}

export function sh(folder: string, script: string, more: Partial<Program> = {}): ReturnType<typeof runProgram> {
  return runProgram(programIn(folder, ['sh', '-c', script], more));
}
