import type { Caps, Language } from './verbatim.js';

/**
 * What a report says, not yet in any markup. Two kinds of text never mix: `words` are ours, known when this was compiled;
 * everything else is `code`, which every format shows verbatim. `say` accepts no plain string, so the compiler keeps
 * whatever a pull request wrote out of our sentences.
 */
export type Inline =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly columns: number }
  /** Code that leads to `href`, an address made by links.ts. */
  | { readonly kind: 'link'; readonly text: string; readonly columns: number; readonly href: string };

export type Sentence = readonly Inline[];

export type Mark = 'good' | 'bad' | 'unclear';

export type Block =
  | { readonly kind: 'answer'; readonly mark: Mark; readonly words: Sentence }
  | { readonly kind: 'heading'; readonly words: Sentence }
  | { readonly kind: 'paragraph'; readonly words: Sentence }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'steps'; readonly steps: readonly Sentence[] }
  | { readonly kind: 'table'; readonly head: readonly Sentence[]; readonly rows: readonly (readonly Sentence[])[] }
  | { readonly kind: 'code'; readonly language: Language; readonly text: string; readonly caps: Caps }
  | { readonly kind: 'fold'; readonly title: Sentence; readonly blocks: readonly Block[] }
  | { readonly kind: 'footer'; readonly words: Sentence };

export interface Fact {
  readonly label: Sentence;
  readonly words: Sentence;
}

/** Longest name that stands in a sentence. */
const NAME = 120;

/** A sentence of ours with pieces in it: say`${code(id)} failed ${n} times`. */
export function say(literals: TemplateStringsArray, ...pieces: readonly (number | Inline | Sentence)[]): Sentence {
  return literals
    .flatMap((text, at) => [{ kind: 'words', text } as const, ...sentenceOf(pieces[at])])
    .filter((one) => one.kind !== 'words' || one.text !== '');
}

/** Our own words: only a literal is accepted, never a string that is known only at run time. */
export function own<const T extends string>(text: string extends T ? never : T): Inline {
  return { kind: 'words', text };
}

export function code(text: string, columns = NAME): Inline {
  return { kind: 'code', text, columns };
}

/** "1 case", "2 cases". */
export function counted<const T extends string>(count: number, noun: string extends T ? never : T): Inline {
  return { kind: 'words', text: `${count} ${noun}${count === 1 ? '' : 's'}` };
}

/** "`a`, `b` and 3 more". */
export function listed(texts: readonly string[], most: number): Sentence {
  const shown = texts.slice(0, most);
  const rest = texts.length - shown.length;
  const last = shown.length - 1;
  const names = shown.flatMap((text, at) => [...separator(at, last, rest), code(text)]);
  return rest > 0
    ? [
        ...names,
        ...say`${shown.length > 0 ? own(' and ') : own('')}${rest}${shown.length > 0 ? own(' more') : own('')}`,
      ]
    : names;
}

/** The sentence as a reader sees it, without markup; `show` writes what is code. */
export function flatten(sentence: Sentence, show: (text: string, columns: number) => string): string {
  return sentence.map((one) => ('columns' in one ? show(one.text, one.columns) : one.text)).join('');
}

function separator(at: number, last: number, rest: number): Sentence {
  if (at === 0) return [];
  return at === last && rest === 0 ? [own(' and ')] : [own(', ')];
}

function sentenceOf(piece: number | Inline | Sentence | undefined): Sentence {
  if (piece === undefined) return [];
  if (typeof piece === 'number') return [{ kind: 'words', text: String(piece) }];
  return isSentence(piece) ? piece : [piece];
}

function isSentence(piece: Inline | Sentence): piece is Sentence {
  return Array.isArray(piece);
}
