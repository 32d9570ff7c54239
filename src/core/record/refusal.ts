import { UserError } from '../errors.js';

/** Why the file of the untrusted half is not read any further. */
const REFUSALS = {
  'no-artifact': 'the run left no record',
  'several-artifacts': 'the run left more than one record',
  expired: 'GitHub no longer keeps it',
  'too-large': 'it is larger than a record may be',
  'not-a-zip': 'the artifact is not a zip archive',
  'cut-short': 'it was cut short',
  'stray-bytes': 'the archive holds bytes that belong to no file',
  'several-entries': 'the archive does not hold exactly one file',
  'wrong-name': 'the file in the archive has another name',
  'not-a-file': 'the archive holds something that is not a regular file',
  encrypted: 'the archive is encrypted',
  'unknown-packing': 'the archive is packed in a way that is not expected',
  'unlike-headers': 'the archive says two things of the same file',
  'wrong-size': 'the file does not have the size that the archive names',
  'wrong-checksum': 'the file does not have the checksum that the archive names',
  'not-utf8': 'it is not text',
  'not-json': 'a line of it is not JSON',
  'unknown-shape': 'a line of it does not have the shape of a record',
  'too-many-lines': 'it has more lines than a record may have',
  'bad-bytes': 'it holds bytes that are not what it says of them',
} as const satisfies Record<string, string>;

export type Refusal = keyof typeof REFUSALS;

/** The record of a run is not one that we wrote and that arrived whole: nothing of it is used. */
export class RefusedRecordError extends UserError {
  readonly refusal: Refusal;
  /** Where in the record, in our own words: nothing that the file says stands in it. */
  readonly where: string | undefined;

  constructor(refusal: Refusal, where?: string) {
    super(
      `The record of the run is refused (${refusal}): ${REFUSALS[refusal]}${where === undefined ? '' : ` (${where})`}.`,
      {
        help: 'Run the workflow again. If it is refused again, look at what the run did before it wrote the record.',
      },
    );
    this.refusal = refusal;
    this.where = where;
  }
}
