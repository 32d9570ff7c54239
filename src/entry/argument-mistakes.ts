import type { Reader } from './option-reader.js';

export const REPORTS = ['json', 'html', 'markdown', 'junit'] as const;

/** Options that are well by themselves, and not as they were given. */
export function togetherMistakes(name: string, read: Reader): readonly string[] {
  return [...sharedOutput(read), ...whoseMistakes(name, read), ...quickMistakes(read), ...actionMistakes(read)];
}

function sharedOutput(read: Reader): readonly string[] {
  const given = REPORTS.filter((name) => read.text(name) === '-');
  if (given.length < 2) return [];
  return [`only one report can go to standard output, got ${given.map((name) => `--${name} -`).join(' and ')}`];
}

/** The two forms of `formative whose`: of this repository, or of a file. */
function whoseMistakes(name: string, read: Reader): readonly string[] {
  if (name !== 'whose' || read.text('jsonl') === undefined) return [];
  return ['base', 'head', 'json', 'folder']
    .filter((one) => read.text(one) !== undefined)
    .map((one) => `--jsonl asks about a file, so --${one} has no meaning beside it`);
}

/** All of base takes the time that a quick run has not. */
function quickMistakes(read: Reader): readonly string[] {
  return read.has('quick') && read.has('full-base') ? ['--full-base has no meaning beside --quick'] : [];
}

/** A tag or a branch could be moved under the workflows. */
function actionMistakes(read: Reader): readonly string[] {
  const action = read.text('action');
  if (action === undefined || /^[\w.-]+\/formative@[0-9a-f]{40}$/.test(action)) return [];
  return [`--action: expected your copy and a full commit, as OWNER/formative@SHA, got "${action}"`];
}
