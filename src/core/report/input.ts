import { code, counted, listed, own, say, type Sentence } from './document.js';
import type { CaseResult } from './result.js';
import { shellWord } from './shell-word.js';

const COMMAND = 300;
const STDIN = 200;

/** The input of a case in one line: the command as a shell would take it, its folder, its standard input, its files. */
export function inputWords(input: NonNullable<CaseResult['input']>): Sentence {
  const command = code(commandLine(input.command), COMMAND);
  const folder = input.cwd === undefined || input.cwd === '' ? [] : say` in ${code(input.cwd)}`;
  const stdin =
    input.stdin === undefined || input.stdin === '' ? [] : say`, standard input ${code(input.stdin, STDIN)}`;
  return say`${command}${folder}${stdin}${fileWords(input.files ?? [])}`;
}

function fileWords(files: readonly string[]): Sentence {
  if (files.length === 0) return [];
  return say`, with ${files.length === 1 ? own('the file ') : say`${counted(files.length, 'file')}: `}${listed(files, 3)}`;
}

/** A shell script stands first and as it is, with its arguments behind it. */
function commandLine([program = '', ...args]: readonly string[]): string {
  return [/\s/.test(program) ? program : shellWord(program), ...args.map(shellWord)].join(' ');
}
