import type { SyntaxNode } from '@lezer/common';
import type { Scope } from './scope.js';
import { javascriptScope } from './scope-javascript.js';
import { goScope, javaScope, pythonScope, rustScope } from './scope-functions.js';
import type { Language, Source } from './source.js';

const READERS = {
  javascript: javascriptScope,
  python: pythonScope,
  go: goScope,
  rust: rustScope,
  java: javaScope,
} as const satisfies Record<Language, (source: Source, node: SyntaxNode) => Scope | undefined>;

/** The suite or the test that begins at a node. */
export function scopeAt(source: Source, node: SyntaxNode): Scope | undefined {
  return READERS[source.language](source, node);
}
