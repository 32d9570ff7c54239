import { isInside, isSha } from '../../src/core/report/links.js';
import type { Result } from '../../src/core/report/result.js';
import { isReasonCode } from '../../src/core/report/words.js';

/** Fields whose words are ours: no text of a pull request stands in them. */
export const OUR_WORDS: readonly string[] = [
  'schema',
  'version',
  'verdict',
  'next',
  'change',
  'gate',
  'how',
  'outcome',
  'what',
  'strength',
  'judged',
  'field',
  'tier',
  'takenBack',
  'merge',
];
/** And the address that the event gives. */
const OURS = new Set([...OUR_WORDS, 'url']);

/**
 * The same result with a harmless word for each text that a pull request could choose: as empty, as long and as equal to the
 * others as the text it stands for. A report that obeys no text has the same structure for both.
 */
export function harmlessTwin(result: Result): Result {
  const words = new Map<string, string>();
  return twinOf(result, '', words) as Result;
}

function twinOf(value: unknown, key: string, words: Map<string, string>): unknown {
  if (typeof value === 'string' && OURS.has(key)) return value;
  // A patch is shown whole or not at all, by how many lines it has and how long they are.
  if (typeof value === 'string' && key === 'patch')
    return value
      .split('\n')
      .map((line) => wordFor(line, words))
      .join('\n');
  if (typeof value === 'string') return wordFor(value, words);
  if (Array.isArray(value)) return value.map((item) => twinOf(item, key, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, twinOf(inner, name, words)]));
}

function wordFor(text: string, words: Map<string, string>): string {
  if (text === '' || isSha(text) || isReasonCode(text)) return text;
  const known = words.get(text);
  if (known !== undefined) return known;
  const word = `${isInside(text) ? 'a' : '/a'}${words.size}${'x'.repeat(Math.max(0, text.length - 6))}`;
  words.set(text, word);
  return word;
}
