import { PIECES } from '../../__tests__/support/nasty-text.js';
import type { Random } from './random.js';

const LONGEST = 256 * 1024;
const NUMBERS = [
  '0',
  '-1',
  '1e999',
  '-0',
  'NaN',
  '9007199254740993',
  '00',
  '0x10',
  '1_000',
  '.5',
  '2147483648',
  '1e-400',
  'null',
  'true',
];
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''];
const VALUES: readonly unknown[] = [null, true, 0, -1, 1e308, '', [], {}, [[]], 'x', { length: 1 }, ['\ud800']];

type Mutation = (text: string, random: Random, from: Material) => string;

/** What mutations draw from: other inputs of the same kind, and the words of its language. */
export interface Material {
  readonly seeds: readonly string[];
  readonly words: readonly string[];
}

/** One of the seeds, changed a few times: by words and lines, by brackets, and as JSON where it is that. */
export function mutated(random: Random, from: Material): string {
  let text = random.pick(from.seeds);
  for (let left = 1 + random.below(6); left > 0; left -= 1)
    text = random.pick(MUTATIONS)(text, random, from).slice(0, LONGEST);
  return text;
}

/** Text of pieces that mean something to somebody. */
export function nasty(random: Random): string {
  return Array.from({ length: random.below(7) }, () => random.pick(PIECES)).join('');
}

const MUTATIONS: readonly Mutation[] = [
  insertWord,
  insertWord,
  replaceNumber,
  replaceString,
  replaceString,
  moveLines,
  repeatPart,
  splice,
  nest,
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => remove(text, random.below(text.length + 1), 1 + random.below(40)),
  (text, random) =>
    insert(text, random.below(text.length + 1), String.fromCharCode(random.below(random.pick([32, 128, 65536])))),
  changeJson,
  changeJson,
  changeJson,
];

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

function remove(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function insertWord(text: string, random: Random, { words }: Material): string {
  const gaps = [...text.slice(0, LONGEST).matchAll(/\b|$/g)];
  return insert(text, random.pick(gaps).index, random.once(4) ? nasty(random) : random.pick(words));
}

function replaceOne(
  text: string,
  random: Random,
  { pattern, by }: { pattern: RegExp; by: (found: string) => string },
): string {
  const all = [...text.matchAll(pattern)];
  if (all.length === 0) return text;
  const found = random.pick(all);
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

function replaceNumber(text: string, random: Random): string {
  return replaceOne(text, random, { pattern: /-?\d+(?:\.\d+)?/g, by: () => random.pick(NUMBERS) });
}

function replaceString(text: string, random: Random): string {
  return replaceOne(text, random, {
    pattern: /"[^"\n]{0,500}"/g,
    by: () => (random.once(2) ? JSON.stringify(nasty(random)) : `"${nasty(random)}"`),
  });
}

function moveLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const taken = lines.splice(random.below(lines.length), 1 + random.below(5));
  const copies = random.pick([0, 1, 1, 2, 30]);
  const at = random.below(lines.length + 1);
  return [...lines.slice(0, at), ...Array.from({ length: copies }, () => taken).flat(), ...lines.slice(at)].join('\n');
}

function repeatPart(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const part = text.slice(at, at + 1 + random.below(random.pick([2, 20, 400])));
  return insert(text, at, part.repeat(random.pick([2, 10, 200, 5000])).slice(0, LONGEST));
}

function splice(text: string, random: Random, { seeds }: Material): string {
  const other = random.pick(seeds);
  const from = random.below(other.length + 1);
  return insert(text, random.below(text.length + 1), other.slice(from, from + random.below(2000)));
}

function nest(text: string, random: Random): string {
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{a: ', '}'],
    ['- ', ''],
    ['<testsuite>', '</testsuite>'],
    ['    ', ''],
    ['(', ')'],
  ] as const);
  const depth = random.pick([2, 63, 66, 3000]);
  return insert(
    text,
    random.below(text.length + 1),
    open.repeat(depth) + (random.once(2) ? '1' + close.repeat(depth) : ''),
  );
}

/** Changes one value of a JSON text, or of one of its lines. */
function changeJson(text: string, random: Random): string {
  const lines = text.includes('\n{"') ? text.split('\n') : [text];
  const at = random.below(lines.length);
  const value = parsed(lines[at] ?? '');
  if (typeof value !== 'object' || value === null) return text;
  changeWithin(value as Record<string, unknown>, random);
  return lines.with(at, JSON.stringify(value)).join('\n');
}

function changeWithin(value: Record<string, unknown>, random: Random): void {
  const key = random.pick([...Object.keys(value), random.pick(KEYS)]);
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  if (typeof inner === 'object' && inner !== null && !random.once(4))
    changeWithin(inner as Record<string, unknown>, random);
  else if (random.once(5)) Reflect.deleteProperty(value, key);
  else if (Array.isArray(value)) value.push(newValue(random, inner));
  else put(value, random.once(6) ? random.pick(KEYS) : key, newValue(random, inner));
}

/** An own key, also where it is called `__proto__`. */
function put(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function newValue(random: Random, old: unknown): unknown {
  return typeof old === 'string' && !random.once(4) ? nasty(random) : structuredClone(random.pick(VALUES));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
