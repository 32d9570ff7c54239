import type { Mutation, MutationKind } from './mutant.js';
import { AND_OR, COMPARISONS, otherConstant } from './swaps.js';

/** Programs in languages that are only read line by line. */
const CODE =
  /\.(?:sh|bash|zsh|ksh|rb|php|c|h|cc|cpp|cxx|hpp|cs|swift|kt|kts|scala|groovy|lua|pl|pm|ex|exs|jl|dart|zig|nim|awk)$/;
const SHELL = /\.(?:sh|bash|zsh|ksh)$/;
/** Blank, or a comment in any of them. */
const SAYS_NOTHING = /^\s*(?:$|\/\/|\/\*|\*(?:\s|\/|$)|#|--\s)/;
/** Opens or closes something, or goes on in the next line: without it nothing around would hold. */
const HOLDS_TOGETHER =
  /[{}\\|]\s*$|^\s*[{}\])]|&&\s*$|^\s*(?:if|then|else|elif|elsif|fi|for|foreach|while|until|do|done|case|esac|when|end|def|class|module|function|func|fn|local|return|import|include|require|use|using|package|namespace|begin|rescue|ensure|sub|my|in|select|switch|break|continue)\b|;;\s*$|\b(?:do|then)\s*$/;

const TESTS: Readonly<Record<string, string>> = {
  '-eq': '-ne',
  '-ne': '-eq',
  '-lt': '-ge',
  '-ge': '-lt',
  '-gt': '-le',
  '-le': '-gt',
};

/** Small mistakes in a text of which only its lines are known; undefined where it is no program. */
export function lineMutations(path: string, text: string): readonly Mutation[] | undefined {
  if (!CODE.test(path)) return undefined;
  const found: Mutation[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    if (!SAYS_NOTHING.test(line)) found.push(...inLine(line, SHELL.test(path)).map((one) => moved(one, from)));
    from += line.length + 1;
  }
  return found;
}

function moved(mutation: Mutation, by: number): Mutation {
  return { ...mutation, from: mutation.from + by, to: mutation.to + by };
}

function inLine(line: string, isShell: boolean): readonly Mutation[] {
  const compared = isShell ? TESTS : COMPARISONS;
  return [
    ...swapsIn(line, /(?<= )(?:===|!==|==|!=|<=|>=|-(?:eq|ne|lt|ge|gt|le))(?= )/g, [
      'comparison-flipped',
      (it) => compared[it] ?? COMPARISONS[it],
    ]),
    ...swapsIn(line, /(?<= )(?:&&|\|\||and|or)(?= )/g, ['and-or-swapped', (it) => AND_OR[it]]),
    ...swapsIn(line, /(?<![\w.$#&>"'/-])(?:\d+|true|false)(?![\w.>&"'/-])/g, ['constant-changed', otherConstant]),
    ...withoutLine(line, isShell),
  ];
}

function swapsIn(
  line: string,
  pattern: RegExp,
  [kind, other]: readonly [MutationKind, (text: string) => string | undefined],
): readonly Mutation[] {
  return [...line.matchAll(pattern)].flatMap(({ 0: text, index }) => {
    const put = other(text);
    return put === undefined ? [] : [{ kind, from: index, to: index + text.length, text: put }];
  });
}

/** A shell needs a command wherever one stood. */
function withoutLine(line: string, isShell: boolean): readonly Mutation[] {
  if (HOLDS_TOGETHER.test(line) || !isClosed(line)) return [];
  const from = line.length - line.trimStart().length;
  const to = line.trimEnd().length;
  const semicolon = line.trimEnd().endsWith(';') ? ';' : '';
  const put = isShell ? ':' : semicolon;
  return line.slice(from, to) === put ? [] : [{ kind: 'line-deleted', from, to, text: put }];
}

/** Whether every bracket and quote that a line opens is closed in it. */
function isClosed(line: string): boolean {
  const count = (pattern: RegExp): number => [...line.matchAll(pattern)].length;
  const pairs = [
    [/\(/g, /\)/g],
    [/\[/g, /\]/g],
    [/\{/g, /\}/g],
  ] as const;
  const isEven = [/"/g, /'/g, /`/g].every((quote) => count(quote) % 2 === 0);
  return isEven && pairs.every(([open, close]) => count(open) === count(close));
}
