import { inOneForm, openWords } from '../agents/own-words.js';

/** A tag, a declaration, an instruction: where it ends, and what it hides until then, is the browser's to say. */
const HTML = /<[a-z/!?]/i;

/**
 * The lines of a comment on which a command may stand: those that begin in the open. What is shown as code, quoted, hidden or
 * folded away is talk about commands.
 */
export function openLines(body: string): readonly string[] {
  const { lines } = openWords(body, []);
  return paragraphsOf(lines).flatMap(outsideOfSpans);
}

/** Whether lines that begin in the open may still be shown as something else, or not at all. */
export function mayHide(body: string): boolean {
  return HTML.test(body) || body.split(/(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+/).some(isPartOfMore);
}

/** What can go on over several lines of a paragraph: code, and a link or a picture, whose title nobody sees. */
function isPartOfMore(paragraph: string): boolean {
  const lines = paragraph.split(/\r\n?|\n/);
  const first = lines.findIndex((line) => /[[`]/.test(line));
  return first !== -1 && lines.slice(first + 1).some((line) => inOneForm(line).startsWith('/'));
}

function paragraphsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/** Without the lines that begin inside of a code span of an earlier line. */
function outsideOfSpans(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({ length: run.length, index }));
  const inside: { from: number; to: number }[] = [];
  for (let at = 0; at < runs.length; at += 1) {
    const opening = runs[at];
    const closing = runs.findIndex((run, later) => later > at && run.length === opening?.length);
    if (opening === undefined || closing === -1) continue;
    inside.push({ from: opening.index, to: runs[closing]?.index ?? 0 });
    at = closing;
  }
  let start = 0;
  return lines.filter((line) => {
    const begins = start;
    start += line.length + 1;
    return !inside.some(({ from, to }) => from < begins && begins <= to);
  });
}
