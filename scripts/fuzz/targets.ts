import { evalTargets } from './eval-targets.js';
import { REPORTS } from './markdown-target.js';
import { PATTERNS } from './pattern-target.js';
import { RECORDS } from './record-targets.js';
import { reportTargets } from './report-targets.js';
import type { Target } from './target.js';

export const TARGETS: readonly Target[] = [...evalTargets(), ...reportTargets(), ...RECORDS, PATTERNS, REPORTS];
