import { isDeepStrictEqual } from 'node:util';
import { checkFor } from '../../src/core/report/check.js';
import { htmlFor } from '../../src/core/report/html.js';
import { parseResult, toJson } from '../../src/core/report/json.js';
import { junitFor } from '../../src/core/report/junit.js';
import { commentFor } from '../../src/core/report/markdown.js';
import { readMarker } from '../../src/core/report/marker.js';
import type { Result } from '../../src/core/report/result.js';
import { summaryFor } from '../../src/core/report/summary.js';
import { terminalFor } from '../../src/core/report/terminal.js';
import { UserError } from '../../src/core/errors.js';
import { readXml } from '../../src/core/results/xml.js';
import { parseMarkdown } from '../../__tests__/support/commonmark.js';
import { harmlessTwin } from '../../__tests__/support/harmless-twin.js';
import { OUR_WORDS } from '../../__tests__/support/harmless-twin.js';
import { skeletonOf } from '../../__tests__/support/skeleton.js';
import { SITUATIONS } from '../../__tests__/support/situations.js';
import { nasty } from './mutate.js';
import type { Random } from './random.js';
import { hold, type Target } from './target.js';

/** Every so many results the real parser is asked, which takes a program's start. */
const PARSED = 50;
const OURS = new Set(OUR_WORDS);
const UNSEEN = /(?![\n\t ])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const COMMAND = /##\w*\[|^[ \t]*::/m;

let reads = 0;

/** Every format of a report, drawn from results with nasty texts in them. */
export const REPORTS: Target = {
  name: 'reports',
  share: 14,
  draw: (random) => JSON.stringify(spoiled(random.pick(seeds()), '', random)),
  read: (input) => {
    const result = resultOf(input);
    if (result === undefined) return 'rejected';
    holdMarkdown(commentFor(result), 60_000);
    holdMarkdown(summaryFor(result), 900_000);
    hold(readMarker(commentFor(result)) !== undefined, 'the comment does not begin with its marker');
    const { summary, text = '', title } = checkFor(result);
    for (const part of [summary, text]) holdMarkdown(part, 65_535);
    holdSeen(title);
    [terminalFor(result, { color: false, width: 80 }), htmlFor(result), junitFor(result)].forEach(holdSeen);
    readXml({ path: 'junit.xml', text: junitFor(result) });
    hold(isDeepStrictEqual(parseResult(toJson(result)), result), 'JSON is not read back as it was');
    reads += 1;
    if (reads % PARSED === 1) holdStructure(result);
    return 'accepted';
  },
};

function seeds(): readonly Result[] {
  return Object.entries(SITUATIONS).flatMap(([name, make]) =>
    name === 'too-long' || name === 'many-breaks' ? [] : [make()],
  );
}

function spoiled(value: unknown, key: string, random: Random): unknown {
  if (typeof value === 'string') return OURS.has(key) || !random.once(3) ? value : nasty(random);
  if (typeof value === 'number') return random.once(3000) ? random.pick([0, 1, -1, 1e9, 2 ** 53, 0.5]) : value;
  if (Array.isArray(value)) return value.map((item) => spoiled(item, key, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoiled(inner, name, random)]));
}

function resultOf(input: string): Result | undefined {
  try {
    return parseResult(input);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function holdSeen(text: string): void {
  const found = UNSEEN.exec(text.replaceAll(/\p{Extended_Pictographic}\ufe0f/gu, ''));
  hold(found === null, `U+${found?.[0].codePointAt(0)?.toString(16) ?? ''} is not seen`);
  hold(!COMMAND.test(text), 'a build service would obey a line');
}

function holdMarkdown(text: string, bytes: number): void {
  holdSeen(text);
  hold(Buffer.byteLength(text) <= bytes, 'it is longer than it may be');
  let open = 0;
  for (const line of text.split('\n')) {
    // What has another backtick behind it is code within a line, by CommonMark's section 4.5.
    const ticks = /^`{3,}(?=[^`]*$)/.exec(line)?.[0].length ?? 0;
    if (open === 0) open = ticks;
    else if (ticks >= open && line.length === ticks) open = 0;
  }
  hold(open === 0, 'a fence is not closed');
}

function holdStructure(result: Result): void {
  const [drawn, twin] = [result, harmlessTwin(result)].map((one) =>
    JSON.stringify(skeletonOf(parseMarkdown(commentFor(one)))),
  );
  hold(drawn === twin, 'a text changed the structure of the comment');
}
