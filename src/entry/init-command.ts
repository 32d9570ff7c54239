import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

import baseline from '../../docs/workflows/formative-baseline.yml';
import command from '../../docs/workflows/formative-command.yml';
import report from '../../docs/workflows/formative-report.yml';
import run from '../../docs/workflows/formative-run.yml';
import { init } from '../app/init.js';
import type { Outside } from '../app/world.js';
import { tryEvals } from '../app/try-evals.js';
import { remoteOf } from '../core/doctor/remote.js';
import { initFor } from '../core/report/init.js';
import { carryOut, standingAt } from '../edges/files/set-up-file.js';
import { openRepository, type OpenRepository } from '../edges/git/open-repository.js';
import type { InitArguments } from './cli-command.js';
import { withWorld } from './open-world.js';
import { terminalOf } from './print-reports.js';
import { progressOn } from './progress.js';

/** From docs/workflows, which is bundled: what is written and what is documented is one text. */
const SHIPPED = {
  'formative-run.yml': run,
  'formative-report.yml': report,
  'formative-command.yml': command,
  'formative-baseline.yml': baseline,
};

/** `formative init`: writes what a repository lacks to be judged, and nothing that somebody has changed. */
export async function runInit(asked: InitArguments, version: string): Promise<number> {
  const repository = await openRepository(process.cwd());
  try {
    const proposal = await withTrials(asked, version, (outside) => propose(asked, repository, outside));
    if (!asked.dryRun) for (const deed of proposal.deeds) carryOut(repository.root, deed);
    const doing = asked.dryRun ? 'shown' : 'written';
    process.stdout.write(initFor({ proposal, doing }, terminalOf(process.stdout)));
    return 0;
  } finally {
    await repository.close();
  }
}

async function propose(asked: InitArguments, repository: OpenRepository, outside: Outside): ReturnType<typeof init> {
  const { folder, action, accept, sandbox } = asked;
  const own = await ownAction();
  return init(
    {
      folder,
      shipped: SHIPPED,
      actions: { ...(action !== undefined && { asked: action }), ...(own !== undefined && { own }) },
      ...(accept !== undefined && { accept }),
    },
    {
      repository,
      authors: () => repository.authors(),
      standing: (path) => Promise.resolve(standingAt(repository.root, path)),
      tryEvals: (drafts) => tryEvals(drafts, { folder, sandbox }, outside),
      askAccept,
    },
  );
}

async function withTrials<T>(
  { quiet }: InitArguments,
  version: string,
  use: (outside: Outside) => Promise<T>,
): Promise<T> {
  const progress = progressOn(process.stderr, { quiet });
  const options = {
    cwd: process.cwd(),
    progress: progress.show,
    callerEnv: {},
    path: process.env['PATH'] ?? '',
    version,
    judges: { kind: 'none', why: 'nothing is judged' } as const,
  };
  return withWorld(options, use).finally(progress.end);
}

/** This copy of the action, where it is a clone whose commit its remote has, too. */
async function ownAction(): Promise<string | undefined> {
  const folder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
  const repository = await openRepository(folder).catch(() => undefined);
  if (repository === undefined) return undefined;
  try {
    const remote = remoteOf((await repository.remoteUrl()) ?? '');
    const sha = await repository.publishedHead();
    const isCopy = repository.root === folder && remote?.host === 'github.com' && remote.repo === 'formative';
    return isCopy && sha !== undefined ? `${remote.owner}/formative@${sha}` : undefined;
  } finally {
    await repository.close();
  }
}

/** Only where a person sits at a terminal: elsewhere nothing is waited for. */
async function askAccept(): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(
      'One person alone has committed here. May the author of a pull request accept what it changes? [y/N] ',
    );
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
