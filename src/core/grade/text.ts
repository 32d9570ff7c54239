import type { TextGrader } from '../evals/graders.js';
import { gradeContains, gradeNotContains } from './contains.js';
import { gradeEquals } from './equals.js';
import { gradeJson } from './json.js';
import { gradeJsonSchema } from './json-schema.js';
import type { Judgement } from './judgement.js';
import { gradeMatches } from './matches.js';
import { gradeSameAsBase } from './same-as-base.js';
import type { Subject } from './subject.js';

/** What one grader says of a stream or a file. */
export function gradeText(subject: Subject, grader: TextGrader): Judgement {
  switch (grader.kind) {
    case 'equals':
      return gradeEquals(subject, grader.value);
    case 'contains':
      return gradeContains(subject, grader.values);
    case 'not-contains':
      return gradeNotContains(subject, grader.values);
    case 'matches':
      return gradeMatches(subject, grader.pattern);
    case 'json':
      return gradeJson(subject, grader.checks);
    case 'json-schema':
      return gradeJsonSchema(subject, grader.schema);
    case 'snapshot':
      return gradeEquals(subject, grader.content, `the snapshot ${grader.file}`);
    case 'same-as-base':
      return gradeSameAsBase(subject, grader.ignore);
  }
}
