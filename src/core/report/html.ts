import { answerOf } from './answer.js';
import { code, counted, flatten, own, say, type Block, type Sentence } from './document.js';
import { htmlOf } from './html-blocks.js';
import { STYLE } from './html-style.js';
import { PAGE } from './limits.js';
import type { CaseResult, Result } from './result.js';
import { storyOf } from './story.js';
import { baseWords, headWords } from './told.js';
import { escapeMarkup, visible } from './verbatim.js';
import { CHANGE_WORDS } from './words.js';

/** Nothing is loaded and nothing runs, whatever stands in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole report as one page that needs no other file: the comment's content, and every case. */
export function htmlFor(result: Result): string {
  const story = storyOf(result, PAGE);
  const body = [...story.slice(0, -1), ...allCases(result.cases), ...story.slice(-1)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(flatten(answerOf(result).words, visible))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${htmlOf(body)}
</main>
</body>
</html>
`;
}

function allCases(cases: readonly CaseResult[]): readonly Block[] {
  if (cases.length === 0) return [];
  const head = [say`Case`, say`Change`, say`Base`, say`Head`];
  const table: Block = { kind: 'table', head, rows: cases.map(rowOf) };
  return [{ kind: 'fold', title: say`${own('All ')}${counted(cases.length, 'case')}`, blocks: [table] }];
}

function rowOf(one: CaseResult): readonly Sentence[] {
  return [[code(one.id, 300)], [own(CHANGE_WORDS[one.change].counted)], baseWords(one), headWords(one)];
}
