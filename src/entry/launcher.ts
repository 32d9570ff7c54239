import { servePrograms } from '../edges/process/serve-programs.js';

servePrograms();
