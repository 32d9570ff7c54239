/** Deeper values are refused: nothing that judges them may run out of stack. */
const MAX_DEPTH = 500;

export type ParsedJson =
  { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'not-json'; readonly why: string };

/** The JSON value of a text; `why` continues the sentence "stdout …". */
export function parseJson(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { kind: 'not-json', why: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (isDeeperThan(value, MAX_DEPTH)) return { kind: 'not-json', why: `nests deeper than ${MAX_DEPTH} levels` };
  return { kind: 'value', value };
}

function isDeeperThan(value: unknown, depth: number): boolean {
  let level = childrenOf(value);
  for (let at = 0; at < depth && level.length > 0; at += 1) level = level.flatMap(childrenOf);
  return level.length > 0;
}

function childrenOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((child) => typeof child === 'object' && child !== null);
}

/** Equal as JSON: the order of an object's keys does not count. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;

  const entries = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && sameJson(value, others.get(key)))
  );
}

/** The value as JSON text, on one line. */
export function showJson(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** One text for all values that are equal as JSON. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return showJson(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
