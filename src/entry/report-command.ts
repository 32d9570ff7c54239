import { UserError } from '../core/errors.js';
import { parseResult } from '../core/report/json.js';
import type { Result } from '../core/report/result.js';
import { readReport } from '../edges/files/report-file.js';
import type { ReportArguments } from './cli-command.js';
import { printReports } from './print-reports.js';

/** `formative report`: draws saved results again. Files can be written of one result at a time. */
export async function runReport(asked: ReportArguments): Promise<readonly Result[]> {
  if (asked.results.length > 1 && Object.keys(asked.files).length > 0) {
    throw new UserError('Several results cannot be written to one file.', {
      help: 'Name one result, or leave the files out.',
    });
  }
  const results = await Promise.all(asked.results.map(readResult));
  for (const result of results) await printReports(result, asked.files);
  return results;
}

async function readResult(path: string): Promise<Result> {
  const text = await readReport(path);
  try {
    return parseResult(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path}: ${error.message}`, { help: error.help, cause: error });
  }
}
