import { withoutCommon } from './pairs.js';
import { lineAt } from './source.js';
import type { ChangedFile, Strength, Weakening } from './weakening.js';

/** Lines of a snapshot that are no longer as they were; new ones beside the old take nothing away. */
export function snapshotChanges({ path, base, head }: ChangedFile): readonly Weakening[] {
  if (base === undefined) return [];
  if (head === undefined)
    return [{ path, what: 'snapshot-updated', strength: 'likely', of: '', was: 'a snapshot', is: 'gone' }];
  const { base: gone, head: come } = withoutCommon(linesOf(base), linesOf(head), ({ text }) => text);
  const [was] = gone;
  if (was === undefined) return [];
  const [is] = come;
  return [
    {
      path,
      ...(is !== undefined && { line: is.number }),
      what: 'snapshot-updated',
      strength: 'likely',
      of: gone.length === 1 ? '1 line' : `${gone.length} lines`,
      was: was.text.trim(),
      is: is?.text.trim() ?? 'gone',
    },
  ];
}

function linesOf(text: string): readonly { readonly text: string; readonly number: number }[] {
  return text
    .split('\n')
    .map((line, at) => ({ text: line, number: at + 1 }))
    .filter((line) => line.text.trim() !== '');
}

const CUSTOMISES = /(?:^|\/)(?:sitecustomize|usercustomize)\.py$|\.pth$/;

/** A file that decides how tests run was changed, added or deleted. */
export function setupChange({ path, base, head }: ChangedFile): readonly Weakening[] {
  const strength: Strength = CUSTOMISES.test(path) && head !== undefined ? 'likely' : 'possible';
  return [{ path, what: 'test-setup-changed', strength, of: '', ...wasAndIs(base, head) }];
}

const LOOSE_CI =
  /continue-on-error:\s*true|allow_failure:\s*true|\|\|\s*(?:true|exit 0|:\s*$)|\bif:\s*(?:\$\{\{\s*)?false\b|set \+e|--passWithNoTests/gm;

/** What a workflow does in spite of a failure is told by line; any other change of it, once. */
export function ciChanges({ path, base, head }: ChangedFile): readonly Weakening[] {
  if (head === undefined && base === undefined) return [];
  const loose = withoutCommon(looseLines(base ?? ''), looseLines(head ?? ''), ({ text }) => text).head;
  if (loose.length === 0) {
    const strength = head === undefined ? 'likely' : 'possible';
    return [{ path, what: 'ci-changed', strength, of: '', ...wasAndIs(base, head) }];
  }
  return loose.map(({ text, line }) => ({
    path,
    line,
    what: 'ci-changed',
    strength: 'likely',
    of: '',
    was: 'a failure fails it',
    is: text,
  }));
}

function looseLines(text: string): readonly { readonly text: string; readonly line: number }[] {
  return [...text.matchAll(LOOSE_CI)].map(({ 0: found, index }) => ({ text: found, line: lineAt(text, index + 1) }));
}

function wasAndIs(base: string | undefined, head: string | undefined): Pick<Weakening, 'was' | 'is'> {
  const lines = (text: string): string => `${text.split('\n').length} lines`;
  return {
    was: base === undefined ? 'not there' : lines(base),
    is: head === undefined ? 'gone' : `${base === undefined ? 'new' : 'changed'}, ${lines(head)}`,
  };
}
