import { servePrograms } from '../edges/process/serve-programs.js';
import { measured } from '../edges/sandbox/measured.js';
import { plainSandbox } from '../edges/sandbox/plain.js';

const sandbox = measured(plainSandbox());
servePrograms((program, signal) => sandbox.run(program, signal));
