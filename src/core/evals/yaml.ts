import { CORE_SCHEMA, YAMLException, constructFromEvents, parseEvents } from 'js-yaml';
import { excessOf } from './extent.js';
import { findSpot, spotNamed, spotsOf } from './spots.js';
import { placesOf, type Place } from './places.js';

const MAX_DEPTH = 64;
const MAX_ALIASES = 50;

/** A value from a file, and where each part of it stands. */
export interface Document {
  readonly path: string;
  readonly value: unknown;
  /** The place of the value at a path, of its key, or of what is nearest around it. */
  readonly place: (path: readonly PropertyKey[], target: 'key' | 'value') => Place;
}

export type YamlReading =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'unreadable'; readonly place: Place; readonly message: string };

/** Reads one YAML 1.2 document in the core schema: no custom tags, no merge keys, no duplicate keys. */
export function readYaml(path: string, text: string): YamlReading {
  const places = placesOf(text);
  const unreadable = (offset: number, message: string): YamlReading => ({
    kind: 'unreadable',
    place: places(offset),
    message,
  });
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const values = constructFromEvents(events, { source: text, schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
    const [value] = values;
    if (values.length === 0) return unreadable(0, 'the file is empty, expected a map of fields');
    if (values.length > 1)
      return unreadable(0, `the file holds ${values.length} documents, expected one (no \`---\` between)`);
    const excess = excessOf(value);
    if (excess !== undefined) return unreadable(0, excess);
    const root = spotsOf(events, text);
    const proto = spotNamed(root, '__proto__');
    if (proto !== undefined) return unreadable(proto.key, '`__proto__` cannot be a key');
    const place: Document['place'] = (steps, target) => {
      const spot = findSpot(root, steps);
      return places(target === 'key' ? spot.key : spot.start);
    };
    return { kind: 'document', document: { path, value, place } };
  } catch (error) {
    const offset = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
    return unreadable(offset, explain(error));
  }
}

function explain(error: unknown): string {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const tag = /^unknown (?:\w+ )?tag !<(.*)>$/s.exec(reason)?.[1];
  if (tag !== undefined) {
    return `the tag \`${tag.slice(0, 80)}\` is not supported, expected a plain value`;
  }
  if (reason.startsWith('aliases exceeded'))
    return `more than ${MAX_ALIASES} aliases (\`*name\`) in one file, expected fewer`;
  if (reason.startsWith('nesting exceeded')) return `nested deeper than ${MAX_DEPTH} levels, expected less`;
  if (reason === 'duplicated mapping key') return 'the key stands twice in its map, expected once';
  return `not valid YAML: ${reason.slice(0, 200)}`;
}
