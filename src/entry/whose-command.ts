import { whose } from '../app/whose.js';
import { answerOf } from '../core/agents/answer.js';
import { readRows } from '../core/agents/read-rows.js';
import { recognise } from '../core/agents/recognise.js';
import { ruleBookWith } from '../core/agents/rule-book.js';
import { whoseFor } from '../core/report/whose.js';
import { readReport, writeReport } from '../edges/files/report-file.js';
import { openRepository } from '../edges/git/open-repository.js';
import type { WhoseArguments } from './cli-command.js';
import { terminalOf } from './print-reports.js';

/** `formative whose`: which agent's change this is, with the evidence. */
export async function runWhose(asked: WhoseArguments): Promise<void> {
  if (asked.jsonl !== undefined) await answerRows(asked.jsonl);
  else await answerRepository(asked);
}

async function answerRows(path: string): Promise<void> {
  const rows = readRows(path, await readReport(path, 'Name a file with one JSON object a line: see docs/agents.md.'));
  const book = ruleBookWith([]);
  for (const { source, change } of rows) {
    process.stdout.write(`${JSON.stringify(answerOf(source, recognise(change, book)))}\n`);
  }
}

async function answerRepository(asked: WhoseArguments): Promise<void> {
  const repository = await openRepository(process.cwd());
  try {
    const { source, recognition } = await whose(repository, asked);
    const json = `${JSON.stringify(answerOf(source, recognition), undefined, 2)}\n`;
    if (asked.json === '-') process.stdout.write(json);
    else process.stdout.write(whoseFor(recognition, terminalOf(process.stdout)));
    if (asked.json !== undefined && asked.json !== '-') await writeReport(asked.json, json);
  } finally {
    await repository.close();
  }
}
