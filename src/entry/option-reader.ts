import { suggest } from '../core/evals/close-name.js';

/** Options that take no value. */
export const SWITCHES = ['full-base', 'no-diagnose', 'quiet', 'dry-run', 'help', 'version'] as const;

export interface GivenOption {
  readonly name: string;
  readonly value: string | undefined;
}

/** Reads options one by one and notes every mistake. */
export interface Reader {
  readonly text: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  readonly oneOf: <T extends string>(name: string, values: readonly T[]) => T | undefined;
  /** Letters, digits, `-` and `_`. */
  readonly word: (name: string) => string | undefined;
  readonly wholeNumber: (name: string, min: number, max: number) => number | undefined;
}

export function readerOf(given: readonly GivenOption[], allowed: readonly string[], mistakes: string[]): Reader {
  for (const { name, value } of given) {
    if (!allowed.includes(name)) mistakes.push(unknownOption(name, allowed));
    else if (isSwitch(name) && value !== undefined) mistakes.push(`--${name} takes no value`);
    else if (!isSwitch(name) && value === undefined) mistakes.push(`--${name} needs a value`);
  }
  const all = (name: string): readonly string[] =>
    given.flatMap((it) => (it.name === name && it.value !== undefined ? [it.value] : []));
  const text = (name: string): string | undefined => all(name).at(-1);
  return {
    all,
    text,
    has: (name) => given.some((it) => it.name === name),
    oneOf: (name, values) => {
      const value = text(name);
      const found = values.find((it) => it === value);
      if (value !== undefined && found === undefined)
        mistakes.push(`--${name}: expected ${values.join(', ')}, got "${value}"`);
      return found;
    },
    word: (name) => {
      const value = text(name);
      if (value === undefined || /^[\w-]{1,128}$/.test(value)) return value;
      mistakes.push(`--${name}: expected letters, digits, \`-\` and \`_\`, at most 128, got "${value}"`);
      return undefined;
    },
    wholeNumber: (name, min, max) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
      mistakes.push(`--${name}: expected a whole number from ${min} to ${max}, got "${value}"`);
      return undefined;
    },
  };
}

function isSwitch(name: string): boolean {
  return SWITCHES.some((it) => it === name);
}

function unknownOption(name: string, allowed: readonly string[]): string {
  return `unknown option --${name}${suggest(name, allowed)}`;
}
