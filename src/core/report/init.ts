import { createTwoFilesPatch } from 'diff';

import type { Deed } from '../init/deed.js';
import type { Proposal } from '../init/proposal.js';
import { PLACEHOLDER } from '../init/workflow-files.js';
import { code, counted, listed, own, say, type Block, type Inline, type Sentence } from './document.js';
import { shellWord } from './shell-word.js';
import { terminalOf } from './terminal-blocks.js';

const LONG = 600;
const CAPS = { lines: 400, columns: 400 };

/** Whether files were written, or are only shown. */
export type Doing = 'written' | 'shown';

/** `formative init` for a terminal: what became of each file, what a person has to look at, and what comes next. */
export function initFor(
  { proposal, doing }: { readonly proposal: Proposal; readonly doing: Doing },
  terminal: { readonly color: boolean; readonly width: number },
): string {
  return `${terminalOf(blocksOf(proposal, doing), terminal).join('\n')}\n`;
}

function blocksOf(proposal: Proposal, doing: Doing): readonly Block[] {
  const { deeds } = proposal;
  return [
    { kind: 'answer', mark: 'good', words: answer(deeds, doing) },
    { kind: 'table', head: [say`File`, say`What became of it`], rows: deeds.map((deed) => rowOf(deed, doing)) },
    ...deeds.flatMap((deed) => detailOf(deed, doing)),
    ...evalBlocks(proposal),
    ...openBlocks(proposal),
    { kind: 'heading', words: say`Next` },
    ...nextBlocks(proposal, doing),
  ];
}

function answer(deeds: readonly Deed[], doing: Doing): Sentence {
  const changes = deeds.filter(({ kind }) => kind === 'create' || kind === 'update').length;
  const untouched = deeds.filter(({ kind }) => kind === 'differs' || kind === 'left').length;
  if (changes === 0 && untouched > 0)
    return say`Nothing to write; ${counted(untouched, 'file')} left as somebody made it.`;
  if (changes === 0) return say`Nothing to change: what init writes stands there already.`;
  return doing === 'written' ? say`${counted(changes, 'file')} written.` : say`${counted(changes, 'file')} to write.`;
}

const BECAME = {
  create: { written: own('written'), shown: own('would be written') },
  update: { written: own('brought up to date'), shown: own('would be brought up to date') },
  same: { written: own('as it was'), shown: own('as it is') },
  differs: { written: own('changed by somebody: left as it is'), shown: own('changed by somebody: left as it is') },
  left: { written: own('left as it is'), shown: own('left as it is') },
} as const satisfies Record<Deed['kind'], Record<Doing, Inline>>;

function rowOf(deed: Deed, doing: Doing): readonly Sentence[] {
  const became = BECAME[deed.kind][doing];
  return [[code(deed.path)], deed.kind === 'left' ? say`${became}. ${code(deed.why, LONG)}` : [became]];
}

/** A file that somebody changed is shown beside ours; before anything is written, every change is shown. */
function detailOf(deed: Deed, doing: Doing): readonly Block[] {
  switch (deed.kind) {
    case 'same':
    case 'left':
      return [];
    case 'create':
      if (doing === 'written') return [];
      return [
        { kind: 'heading', words: [code(deed.path)] },
        { kind: 'code', language: 'text', text: deed.text, caps: CAPS },
      ];
    case 'update':
      return doing === 'written' ? [] : [{ kind: 'heading', words: [code(deed.path)] }, difference(deed)];
    case 'differs':
      return [
        { kind: 'heading', words: say`${code(deed.path)} is not what init writes` },
        difference(deed),
        {
          kind: 'paragraph',
          words: say`Take over what you want of the lines with ${code('+')}. Or remove the file, and run ${code('formative init')} again.`,
        },
      ];
  }
}

function difference({ path, was, text }: Deed & { readonly kind: 'update' | 'differs' }): Block {
  const patch = createTwoFilesPatch(path, path, was, text, 'as it is', 'as init writes it', { context: 2 });
  return { kind: 'code', language: 'diff', text: patch.split('\n').slice(1).join('\n'), caps: CAPS };
}

function evalBlocks({ firstEvals, folder }: Proposal): readonly Block[] {
  switch (firstEvals.kind) {
    case 'there-already':
      return [
        {
          kind: 'paragraph',
          words: say`${code(`${folder}/`)} holds ${counted(firstEvals.count, 'eval')} already, so none is added.`,
        },
      ];
    case 'none-known':
      return [
        {
          kind: 'paragraph',
          words: say`No test suite that has a preset and no program was found, so there is no first eval. Write one: see the README, "Your first eval".`,
        },
      ];
    case 'tried':
      return firstEvals.notPassing.flatMap(({ id, why }): readonly Block[] => [
        { kind: 'heading', words: say`Not written: the eval ${code(id)} would not pass` },
        { kind: 'paragraph', words: [code(why, LONG)] },
      ]);
  }
}

function openBlocks({ otherWorkflows, actionOpen, acceptOpen, owners }: Proposal): readonly Block[] {
  const paragraph = (words: Sentence): Block => ({ kind: 'paragraph', words });
  return [
    ...(otherWorkflows.length === 0
      ? []
      : [
          paragraph(
            say`No workflow is written: ${listed(otherWorkflows, 3)} starts Formative already, and every pull request would be judged twice. Remove it and run ${code('formative init')} again, to run and to report in two workflows.`,
          ),
        ]),
    ...(actionOpen
      ? [
          paragraph(
            say`The workflows name ${code(PLACEHOLDER)}. Put your copy of Formative there, and the full sha of a commit of it that you have read: ${code('formative init --action acme/formative@SHA')} fills them in.`,
          ),
        ]
      : []),
    ...(acceptOpen
      ? [
          paragraph(
            say`One person alone has committed here, and by default nobody may accept what their own pull request changes. ${code('formative init --accept write')} allows it.`,
          ),
        ]
      : []),
    ...(owners === undefined
      ? []
      : [
          paragraph(
            owners.known
              ? say`Whoever merges a change of the evals decides all later verdicts. Add at the end of ${code(owners.path)}:`
              : say`Whoever merges a change of the evals decides all later verdicts. Add at the end of ${code(owners.path)}, with the owners that you want:`,
          ),
          { kind: 'code', language: 'text', text: owners.lines.join('\n'), caps: CAPS } as const,
        ]),
  ];
}

function nextBlocks({ deeds, folder }: Proposal, doing: Doing): readonly Block[] {
  if (doing === 'shown')
    return [{ kind: 'paragraph', words: say`Nothing was written. ${code('formative init')} writes it.` }];
  const places = [folder, '.github/workflows', 'AGENTS.md'];
  const there = places.filter((place) => deeds.some(({ path }) => path === place || path.startsWith(`${place}/`)));
  const commit = ['git add', ...there.map(shellWord), '&& git commit -m "Add Formative"'].join(' ');
  return [
    {
      kind: 'steps',
      steps: [
        say`Check the evals: ${code('formative validate')}`,
        say`Look for holes in the set-up, also on GitHub: ${code('formative doctor')}`,
        say`Read what was written, and commit it to the default branch:`,
      ],
    },
    { kind: 'code', language: 'sh', text: commit, caps: CAPS },
  ];
}
