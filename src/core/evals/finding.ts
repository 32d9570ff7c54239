import type { Mistake } from '../errors.js';
import { suggest } from './close-name.js';
import type { Document } from './yaml.js';

/** A mistake in a document, by the path of the value it is about. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly target: 'key' | 'value';
  readonly message: string;
  readonly near?: Near;
}

/** A name that nothing has, and those that it may have meant. */
export interface Near {
  readonly name: string;
  readonly candidates: () => readonly string[];
  /** Ends the sentence when no candidate is close. */
  readonly otherwise: string;
}

/** More of one file help nobody, and would let a hostile file cost minutes. */
export const MAX_PER_FILE = 200;

export function mistakesOf(document: Document, findings: readonly Finding[]): readonly Mistake[] {
  const shown = findings
    .slice(0, MAX_PER_FILE)
    .map((one): Mistake => ({ path: document.path, ...document.place(one.path, one.target), message: sentence(one) }));
  if (findings.length <= MAX_PER_FILE) return shown;
  return [...shown, { path: document.path, line: 1, column: 1, message: 'more mistakes follow in this file' }];
}

function sentence({ message, near }: Finding): string {
  return near === undefined ? message : message + (suggest(near.name, near.candidates()) || near.otherwise);
}
