import type { Step } from './workflow.js';

/** What a step does with the repository's caches. Keys are as written: what they come to is known to the runner alone. */
export interface CacheUse {
  readonly saves: readonly string[];
  /** GitHub also takes a cache whose key only begins like one of these. */
  readonly restores: readonly string[];
}

/** A step's caches; undefined for one that has none. */
export function cacheUseOf({ uses = '', with: given }: Step): CacheUse | undefined {
  const [action = ''] = uses.split('@');
  const kind = KINDS.find(({ name }) => name.test(action));
  if (kind === undefined) return undefined;
  const keys = kind.keys(action, given);
  if (keys.length === 0) return undefined;
  return { saves: kind.saves ? keys.slice(0, 1) : [], restores: kind.restores ? keys : [] };
}

/** Whether a cache that one step saved may be what the other is given. */
export function mayMeet(one: CacheUse, other: CacheUse): boolean {
  return one.saves.some((saved) => other.restores.some((wanted) => saved.startsWith(wanted)));
}

type Given = Step['with'];

interface Kind {
  readonly name: RegExp;
  readonly saves: boolean;
  readonly restores: boolean;
  /** What it saves first, then what else it would take. */
  readonly keys: (action: string, given: Given) => readonly string[];
}

const KINDS: readonly Kind[] = [
  { name: /^actions\/cache$/, saves: true, restores: true, keys: written },
  { name: /^actions\/cache\/save$/, saves: true, restores: false, keys: written },
  { name: /^actions\/cache\/restore$/, saves: false, restores: true, keys: written },
  { name: /^actions\/setup-go$/, saves: true, restores: true, keys: unlessOff('cache') },
  { name: /^ruby\/setup-ruby$/, saves: true, restores: true, keys: whereOn('bundler-cache') },
  { name: /^swatinem\/rust-cache$/i, saves: true, restores: true, keys: (action) => [action] },
  { name: /\/setup-[\w-]+$/, saves: true, restores: true, keys: whereOn('cache') },
];

function written(_action: string, given: Given): readonly string[] {
  const lines = [textOf(given['key']), ...textOf(given['restore-keys']).split('\n')];
  return lines.map((line) => line.replaceAll(/\s/g, '')).filter((key) => key !== '');
}

/** Actions that make their keys themselves: the same action, told the same, makes the same key. */
function whereOn(input: string): Kind['keys'] {
  return (action, given) => {
    const value = textOf(given[input]);
    return value === '' || value === 'false' ? [] : [`${action} ${value}`];
  };
}

function unlessOff(input: string): Kind['keys'] {
  return (action, given) => (textOf(given[input]) === 'false' ? [] : [action]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? String(value) : '';
}
