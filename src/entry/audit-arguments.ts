import type { AuditArguments } from './cli-command.js';
import type { Reader } from './option-reader.js';

/** What is asked of an audit, but for the evals folder. */
export function auditOf(read: Reader, paths: readonly string[]): Omit<AuditArguments, 'folder'> {
  const seed = read.word('seed');
  const json = read.text('json');
  return {
    only: read.all('only'),
    paths,
    most: read.wholeNumber('most', 1, 100_000) ?? 100,
    seconds: read.wholeNumber('seconds', 1, 86_400) ?? 300,
    ...(seed !== undefined && { seed }),
    sandbox: read.oneOf('sandbox', ['required', 'preferred', 'off'] as const) ?? 'preferred',
    quiet: read.has('quiet'),
    ...(json !== undefined && { json }),
  };
}
