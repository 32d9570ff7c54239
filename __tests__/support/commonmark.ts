import { spawnSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';

/** A node of GitHub's own parse of a Markdown text. */
export interface MarkdownNode {
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkdownNode[];
}

const EXTENSIONS = ['table', 'autolink', 'tagfilter', 'strikethrough', 'tasklist'].flatMap((name) => ['-e', name]);

/** Parses Markdown with cmark-gfm, the parser that GitHub itself uses. */
export function parseMarkdown(markdown: string): MarkdownNode {
  const run = spawnSync('cmark-gfm', [...EXTENSIONS, '--unsafe', '-t', 'xml'], {
    input: markdown,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (run.error !== undefined) {
    throw new Error('cmark-gfm is needed for this test: install the package cmark-gfm (apt-get install cmark-gfm)', {
      cause: run.error,
    });
  }
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
  });
  const [document] = (parser.parse(run.stdout) as RawNode[]).map(nodeOf).filter(({ name }) => name === 'document');
  if (document === undefined) throw new Error(`cmark-gfm printed no document: ${run.stderr}`);
  return document;
}

/** The node and everything below it. */
export function nodesOf(node: MarkdownNode): readonly MarkdownNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

type RawNode = Record<string, unknown>;

function nodeOf(raw: RawNode): MarkdownNode {
  const name = Object.keys(raw).find((key) => key !== ':@') ?? '';
  const inside = raw[name];
  const all = Array.isArray(inside) ? (inside as RawNode[]).map(nodeOf) : [];
  const text = all.filter((child) => child.name === '#text').map((child) => child.text);
  return {
    name,
    text: name === '#text' ? String(inside) : text.join(''),
    attributes: (raw[':@'] ?? {}) as Record<string, string>,
    children: all.filter((child) => child.name !== '#text'),
  };
}
