import { own, type Block, type Sentence } from './document.js';
import type { Caps } from './verbatim.js';
import { QUOTED_LABEL } from './words.js';

/** Texts of the run, one a line, labelled as data: they may quote names, paths and outputs of the pull request. */
export function quoted(texts: readonly string[], caps: Caps, lead: Sentence = []): readonly Block[] {
  return [
    { kind: 'paragraph', words: [...lead, own(QUOTED_LABEL)] },
    { kind: 'code', language: 'text', text: texts.join('\n'), caps },
  ];
}
