import type { MarkdownNode } from './commonmark.js';

/** A node without what stands in code: all that a reader sees around it, and how it is built. */
export function skeletonOf(node: MarkdownNode): unknown {
  const { name, text, attributes, children } = node;
  if (name === 'code_block') return ['code_block', attributes['info']];
  if (name === 'code') return ['code'];
  const { destination, ...rest } = attributes;
  const links = destination === undefined ? {} : { destination: destination.replace(/\/blob\/.*/, '/blob/…') };
  return [name, { ...rest, ...links }, text, children.map(skeletonOf)];
}
