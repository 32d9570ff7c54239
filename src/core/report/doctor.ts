import type { Finding, Level } from '../doctor/finding.js';
import { code, counted, own, say, type Block, type Fact, type Inline } from './document.js';
import { terminalOf } from './terminal-blocks.js';

const MOST = 600;

/** `formative doctor` for a terminal: the answer first, then each finding with what to do about it. */
export function doctorFor(
  findings: readonly Finding[],
  terminal: { readonly color: boolean; readonly width: number },
): string {
  return `${terminalOf(doctorBlocks(findings), terminal).join('\n')}\n`;
}

/** `formative.doctor/1`. */
export function doctorJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ schema: 'formative.doctor/1', findings }, undefined, 2)}\n`;
}

function doctorBlocks(findings: readonly Finding[]): readonly Block[] {
  const of = (level: Level): readonly Finding[] => findings.filter((one) => one.level === level);
  const told = findings.filter(({ level }) => level !== 'fine');
  const fine = of('fine');
  return [
    answer(of),
    ...told.flatMap(blocksOf),
    ...(fine.length === 0
      ? []
      : [{ kind: 'steps', steps: fine.map(({ what }) => say`${own('Fine: ')}${code(what, MOST)}`) } as const]),
  ];
}

function answer(of: (level: Level) => readonly Finding[]): Block {
  const [holes, weak, unknown] = [of('hole').length, of('weak').length, of('unknown').length];
  const rest = say`${weakWords(weak)}${unknown === 0 ? own('') : say` Not looked at: ${counted(unknown, 'thing')}.`}`;
  if (holes > 0) return { kind: 'answer', mark: 'bad', words: say`${counted(holes, 'hole')} in the set-up.${rest}` };
  if (unknown > 0)
    return {
      kind: 'answer',
      mark: 'unclear',
      words: say`No hole was seen, but not everything could be looked at.${rest}`,
    };
  return { kind: 'answer', mark: 'good', words: say`No hole in the set-up.${rest}` };
}

function weakWords(weak: number): readonly Inline[] {
  return weak === 0 ? [] : say` ${counted(weak, 'weak spot')}.`;
}

const LEVEL_WORDS = { hole: own('Hole'), weak: own('Weak'), unknown: own('Unknown'), fine: own('Fine') } as const;

function blocksOf({ level, what, path, line, why, remedy }: Finding): readonly Block[] {
  const facts: readonly Fact[] = [
    ...(path === undefined
      ? []
      : [{ label: say`Where`, words: [code(line === undefined ? path : `${path}:${line}`)] }]),
    ...(why === undefined ? [] : [{ label: say`Why`, words: [code(why, MOST)] }]),
    ...(remedy === undefined ? [] : [{ label: say`Remedy`, words: [code(remedy, MOST)] }]),
  ];
  return [
    { kind: 'heading', words: say`${LEVEL_WORDS[level]}: ${code(what, MOST)}` },
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
  ];
}
